package org.multiengine.core.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.request.EncodedValue;

final class RemoteClassLoaderTest {

  private static final String SENT = "com.acme.Sent";

  private final ClassLoader own = ClassLoader.getPlatformClassLoader();
  private final ClassCache cache = new ClassCache(1_000_000);
  private final FakeClient client = new FakeClient();
  private final byte[] bytes = Classes.named(SENT, 1);

  private RemoteClassLoader loader(ClassFetcher fetcher) {
    return new RemoteClassLoader("client/0", own, fetcher, cache, code -> own);
  }

  @Test
  void loadClass_fetched_isDefinedHere() throws Exception {
    client.has(SENT, bytes);
    RemoteClassLoader loader = loader(client);

    Class<?> type = loader.loadClass(SENT);

    assertThat(type.getName()).isEqualTo(SENT);
    assertThat(type.getClassLoader()).isSameAs(loader);
    assertThat(Classes.number(type)).isEqualTo(1);
  }

  @Test
  void loadClass_again_doesNotAskAgain() throws Exception {
    client.has(SENT, bytes);
    RemoteClassLoader loader = loader(client);

    assertThat(loader.loadClass(SENT)).isSameAs(loader.loadClass(SENT));

    assertThat(client.asked).containsExactly(new FakeClient.Asked("client/0", SENT, List.of()));
  }

  @Test
  void loadClass_ofTheJdkAndOurValues_isThisJvmsOwn() throws Exception {
    RemoteClassLoader loader =
        new RemoteClassLoader("client/0", getClass().getClassLoader(), client, cache, code -> own);

    assertThat(loader.loadClass("java.util.ArrayList")).isSameAs(java.util.ArrayList.class);
    assertThat(loader.loadClass("org.w3c.dom.Node")).isSameAs(org.w3c.dom.Node.class);
    assertThat(loader.loadClass("org.xml.sax.InputSource")).isSameAs(org.xml.sax.InputSource.class);
    assertThat(loader.loadClass("org.ietf.jgss.Oid")).isSameAs(org.ietf.jgss.Oid.class);
    assertThat(loader.loadClass(EncodedValue.class.getName())).isSameAs(EncodedValue.class);
    assertThat(client.asked).isEmpty();
  }

  @Test
  void loadClass_sameToTheByte_isThisJvmsOwn() throws Exception {
    ClassLoader parent = Classes.loader(SENT, bytes);
    client.has(SENT, bytes);

    Class<?> type =
        new RemoteClassLoader("client/0", parent, client, cache, code -> own).loadClass(SENT);

    assertThat(type).isSameAs(parent.loadClass(SENT));
    assertThat(client.asked.get(0).known()).containsExactly(ClassFile.hash(bytes));
  }

  @Test
  void loadClass_differentHere_isTheClients() throws Exception {
    ClassLoader parent = Classes.loader(SENT, Classes.named(SENT, 2));
    client.has(SENT, bytes);

    Class<?> type =
        new RemoteClassLoader("client/0", parent, client, cache, code -> own).loadClass(SENT);

    assertThat(Classes.number(type)).isEqualTo(1);
    assertThat(Classes.number(parent.loadClass(SENT))).isEqualTo(2);
  }

  @Test
  void loadClass_clientLacksIt_isThisJvmsOwn() throws Exception {
    ClassLoader parent = Classes.loader(SENT, bytes);

    Class<?> type =
        new RemoteClassLoader("client/0", parent, client, cache, code -> own).loadClass(SENT);

    assertThat(type).isSameAs(parent.loadClass(SENT));
  }

  @Test
  void loadClass_nobodyHasIt_isNotFound() {
    assertThatExceptionOfType(ClassNotFoundException.class)
        .isThrownBy(() -> loader(client).loadClass(SENT))
        .withMessageContaining(SENT);
  }

  @Test
  void loadClass_clientGone_saysSo() {
    client.leave();

    assertThatExceptionOfType(ClassNotFoundException.class)
        .isThrownBy(() -> loader(client).loadClass(SENT))
        .withMessage(SENT + ": the client has gone")
        .withCauseInstanceOf(KernelError.class);
  }

  @Test
  void loadClass_anotherClientSentItBefore_takesTheBytesFromTheCache() throws Exception {
    client.has(SENT, bytes);
    var unused = loader(client).loadClass(SENT);
    var second = new FakeClient().has(SENT, bytes);

    Class<?> type =
        new RemoteClassLoader("second/0", own, second, cache, code -> own).loadClass(SENT);

    assertThat(Classes.number(type)).isEqualTo(1);
    assertThat(second.asked)
        .containsExactly(new FakeClient.Asked("second/0", SENT, List.of(ClassFile.hash(bytes))));
  }

  @Test
  void loadClass_anotherVersionIsCached_fetchesItsOwn() throws Exception {
    client.has(SENT, bytes);
    var unused = loader(client).loadClass(SENT);
    var second = new FakeClient().has(SENT, Classes.named(SENT, 2));

    Class<?> type =
        new RemoteClassLoader("second/0", own, second, cache, code -> own).loadClass(SENT);

    assertThat(Classes.number(type)).isEqualTo(2);
    assertThat(cache.hashesOf(SENT)).hasSize(2);
  }

  @Test
  void loadClass_cacheHasLostIt_asksForTheBytes() throws Exception {
    client.has(SENT, bytes);
    ClassFetcher forgetful =
        (code, name, known) -> {
          if (client.asked.isEmpty()) {
            var unused = client.fetch(code, name, known);
            return ClassFile.of(ClassFile.hash(bytes), null);
          }
          return client.fetch(code, name, known);
        };

    assertThat(Classes.number(loader(forgetful).loadClass(SENT))).isEqualTo(1);

    assertThat(client.asked).hasSize(2);
  }
}

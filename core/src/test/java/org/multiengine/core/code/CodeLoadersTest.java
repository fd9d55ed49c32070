package org.multiengine.core.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.value.ClassFilter;
import org.multiengine.core.value.ValueCodec;

final class CodeLoadersTest {

  private static final String NAME = "com.acme.Sent";
  private static final String CODE = "far/0";

  private final ClassLoader own = CodeLoadersTest.class.getClassLoader();
  private final FakeClient client = new FakeClient();
  private final CodeLoaders loaders = new CodeLoaders(own, client, 1_000_000);
  private final CodeRegistry registry = new CodeRegistry("near");

  @AfterEach
  void close() {
    registry.close();
  }

  /** Returns an object of the client's class, as the client sends it. */
  private EncodedValue sent(int version) throws Exception {
    byte[] bytes = Classes.named(NAME, version);
    client.has(NAME, bytes);
    ClassLoader loader = Classes.loader(NAME, bytes);
    Object object = loader.loadClass(NAME).getConstructor().newInstance();
    return ValueCodec.create(loader, ClassFilter.trusting()).encode(object);
  }

  private Object decode(String code, EncodedValue value) {
    return Objects.requireNonNull(loaders.codec(code).decode(value));
  }

  @Test
  void codec_noCode_isThatOfTheNode() {
    ValueCodec codec = loaders.codec(CodeRegistry.NONE);

    assertThat(codec).isSameAs(loaders.codecFor("text")).isSameAs(loaders.codecFor(null));
    assertThat(codec).isSameAs(loaders.codecFor(this));
  }

  @Test
  void codec_ofAClient_fetchesItsClasses() throws Exception {
    Object value = decode(CODE, sent(1));

    assertThat(Classes.number(value.getClass())).isEqualTo(1);
    assertThat(client.asked).extracting(FakeClient.Asked::code).containsOnly(CODE);
  }

  @Test
  void codec_twoValuesOfACode_shareTheirClass() throws Exception {
    EncodedValue value = sent(1);

    assertThat(decode(CODE, value)).hasSameClassAs(decode(CODE, value));
    assertThat(loaders.codec(CODE)).isSameAs(loaders.codec(CODE));
  }

  @Test
  void codec_twoCodesOfAClient_keepTheirVersions() throws Exception {
    Object first = decode(CODE, sent(1));
    Object second = decode("far/1", sent(2));

    assertThat(Classes.number(first.getClass())).isEqualTo(1);
    assertThat(Classes.number(second.getClass())).isEqualTo(2);
  }

  @Test
  void codecFor_aClientsValue_writesIt() throws Exception {
    Object value = decode(CODE, sent(1));

    EncodedValue written = loaders.codecFor(value).encode(value);

    assertThat(decode(CODE, written)).hasSameClassAs(value);
  }

  @Test
  void codec_codeOfThisJvm_takesItsLoader() throws Exception {
    byte[] bytes = Classes.named(NAME, 3);
    ClassLoader loader = Classes.loader(NAME, bytes);
    Object object = loader.loadClass(NAME).getConstructor().newInstance();
    String code = registry.codeOf(loader);

    Object copy = decode(code, ValueCodec.forEngine(loader).encode(object));

    assertThat(copy).hasSameClassAs(object);
    assertThat(client.asked).isEmpty();
  }

  @Test
  void codec_clientGone_saysSo() throws Exception {
    EncodedValue value = sent(1);
    client.leave();

    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> decode(CODE, value))
        .withMessageContaining(NAME)
        .withMessageContaining("the client has gone");
  }

  @Test
  void forget_client_makesItsClassesAnewForTheNext() throws Exception {
    EncodedValue value = sent(1);
    Object before = decode(CODE, value);

    loaders.forget("far");

    assertThat(decode(CODE, value).getClass()).isNotSameAs(before.getClass());
  }

  @Test
  void forget_client_leavesOthers() throws Exception {
    EncodedValue value = sent(1);
    Object before = decode(CODE, value);

    loaders.forget("fa");

    assertThat(decode(CODE, value)).hasSameClassAs(before);
  }

  @Test
  void forget_clientWithoutClasses_keepsTheCodecOfTheNode() {
    ValueCodec before = loaders.codec(CodeRegistry.NONE);

    loaders.forget("far");

    assertThat(loaders.codec(CodeRegistry.NONE)).isSameAs(before);
  }

  @Test
  void forget_codecOfTheNodeKnowsAClassOfAnotherClient_renewsIt() throws Exception {
    ValueCodec before = loaders.codec(CodeRegistry.NONE);
    assertThat(before.encode(List.of(decode(CODE, sent(1)))).size()).isPositive();

    loaders.forget("other");

    assertThat(loaders.codec(CodeRegistry.NONE)).isNotSameAs(before);
  }

  @Test
  void forget_client_renewsTheCodecOfTheNode() throws Exception {
    ValueCodec before = loaders.codec(CodeRegistry.NONE);
    decode(CODE, sent(1));

    loaders.forget("far");

    assertThat(loaders.codec(CodeRegistry.NONE)).isNotSameAs(before);
    assertThat(loaders.codecFor("text")).isSameAs(loaders.codec(CodeRegistry.NONE));
  }

  /** Writes a list of a client's objects with the codec of the node, which then knows its class. */
  private WeakReference<ClassLoader> loaderOfAWrittenList() throws Exception {
    Object value = decode(CODE, sent(1));
    List<Object> list = List.of(value);
    assertThat(loaders.codecFor(list)).isSameAs(loaders.codec(CodeRegistry.NONE));
    assertThat(loaders.codecFor(list).encode(list).size()).isPositive();
    return new WeakReference<>(value.getClass().getClassLoader());
  }

  @Test
  void forget_clientWhoseObjectsWereInAList_letsItsLoaderGo() throws Exception {
    WeakReference<ClassLoader> loader = loaderOfAWrittenList();

    loaders.forget("far");

    awaitCollection(loader);
  }

  @Test
  void forget_clientWhoseClassGroovyHasUsed_letsItsLoaderGo() throws Exception {
    WeakReference<ClassLoader> loader = loaderOfAClassThatGroovyUses();

    loaders.forget("far");

    awaitCollection(loader);
  }

  private WeakReference<ClassLoader> loaderOfAClassThatGroovyUses() throws Exception {
    Object value = decode(CODE, sent(1));
    assertThat(InvokerHelper.invokeMethod(value, "hashCode", null)).isEqualTo(value.hashCode());
    return new WeakReference<>(value.getClass().getClassLoader());
  }

  private static void awaitCollection(WeakReference<ClassLoader> loader) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              System.gc();
              return loader.get() == null;
            });
  }
}

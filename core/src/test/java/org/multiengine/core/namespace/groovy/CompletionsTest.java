package org.multiengine.core.namespace.groovy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.multiengine.core.namespace.HasMembers;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.ScriptError;

final class CompletionsTest {

  private final Namespace namespace = Languages.named("groovy").createNamespace();

  /** Counts what is run of it. */
  public static final class Watched {

    private final AtomicInteger asked = new AtomicInteger();

    public Thread.State getState() {
      asked.incrementAndGet();
      return Thread.State.NEW;
    }
  }

  @Test
  void word_beginningOfNames_isCompletedInOrder() {
    namespace.put("alpha", 1);
    namespace.put("alpine", 2);
    namespace.put("beta", 3);

    assertThat(namespace.complete("x = al")).containsExactly("alpha", "alpine");
  }

  @Test
  void word_beginningOfAKeyword_isCompleted() {
    assertThat(namespace.complete("whi")).containsExactly("while");
  }

  @Test
  void member_ofAValue_isAMethodAPropertyOrOneOfGroovy() {
    namespace.put("words", List.of("a"));

    assertThat(namespace.complete("words.")).contains("size", "stream", "collect", "sum");
    assertThat(namespace.complete("words.si")).contains("size").doesNotContain("stream");
  }

  @Test
  void member_ofAMap_isAlsoAKey() {
    namespace.put("config", Map.of("port", 1, "not a name", 2));

    assertThat(namespace.complete("println(config.po")).containsExactly("port");
  }

  @Test
  void member_ofAMapWithDefaults_runsNoCodeOfTheUser() throws ScriptError {
    namespace.evaluate("asked = []; m = [:].withDefault { asked << it; [port: 1] }", "In[1]");

    assertThat(namespace.complete("m.server.po")).isEmpty();
    assertThat(namespace.complete("asked.siz")).containsExactly("size");
    assertThat(namespace.get("asked")).isEqualTo(List.of());
  }

  @Test
  void member_ofAPath_followsEntriesOfMaps() {
    namespace.put("config", Map.of("server", Map.of("port", 1)));

    assertThat(namespace.complete("config.server.po")).containsExactly("port");
  }

  @Test
  void member_ofAGetter_followsItsTypeAndRunsNothing() {
    var watched = new Watched();
    namespace.put("watched", watched);

    assertThat(namespace.complete("watched.state.ordi")).containsExactly("ordinal");
    assertThat(watched.asked).hasValue(0);
  }

  @Test
  void member_ofWhatKnowsItsOwn_isWhatItSays() {
    namespace.put("mec", (HasMembers) () -> List.of("execute", "get_ids"));

    assertThat(namespace.complete("mec.")).containsExactly("execute", "get_ids");
  }

  @Test
  void member_ofALiteralText_isOneOfTexts() {
    assertThat(namespace.complete("'abc'.toUp")).contains("toUpperCase");
  }

  @Test
  void member_ofAnUnknownName_isNothing() {
    assertThat(namespace.complete("nobody.")).isEmpty();
  }

  @Test
  void member_ofAClass_isStatic() {
    namespace.put("M", Math.class);

    assertThat(namespace.complete("M.hyp")).contains("hypot");
  }
}

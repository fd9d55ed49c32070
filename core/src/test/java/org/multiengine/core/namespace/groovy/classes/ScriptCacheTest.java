package org.multiengine.core.namespace.groovy.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.namespace.groovy.GroovyLanguage;
import org.multiengine.core.namespace.groovy.Session;

final class ScriptCacheTest {

  private static final ClassLoader LOADER = ScriptCacheTest.class.getClassLoader();

  private final ScriptCache cache = new ScriptCache(4, 1000);

  @Test
  void get_sameTextAgain_isTheSame() throws Exception {
    CompiledText first = get("a = 1");

    assertThat(get("a = 1")).isSameAs(first);
    assertThat(get("a = 2")).isNotSameAs(first);
    assertThat(first.isShareable()).isTrue();
  }

  @Test
  void get_manyAtOnce_compileOnce() throws Exception {
    var pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<CompiledText>> calls = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        calls.add(() -> get("b = (1..3).collect { it * 2 }"));
      }
      List<Future<CompiledText>> results = pool.invokeAll(calls);

      CompiledText first = results.get(0).get();
      for (Future<CompiledText> result : results) {
        assertThat(result.get()).isSameAs(first);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void get_beyondLimits_dropsTheOldest() throws Exception {
    CompiledText first = get("a = 0");
    for (int i = 1; i <= 4; i++) {
      get("a = " + i);
    }

    assertThat(cache.size()).isEqualTo(4);
    assertThat(get("a = 0")).isNotSameAs(first);
    get("a = 5 // " + "x".repeat(2000));
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  void get_brokenText_isNotKept() {
    assertThatThrownBy(() -> get("a = )")).isInstanceOf(SyntaxProblem.class);

    assertThat(cache.size()).isZero();
  }

  @Test
  void engines_sameDeclarations_shareWhatTheyCompile() throws ScriptError {
    try (var one = session();
        var two = session()) {
      for (Session session : List.of(one, two)) {
        session.run("import java.util.concurrent.TimeUnit\nclass A { static int n = 0 }");
        session.run("A.n = A.n + 1");
      }

      assertThat(cache.size()).isEqualTo(2);
      assertThat(one.run("A.n = A.n + 1")).isEqualTo(2);
      assertThat(two.run("A.n = A.n + 1")).isEqualTo(2);
      assertThat(two.run("A.n")).isEqualTo(2);
    }
  }

  @Test
  void engines_staticFieldOfScript_isNotShared() throws ScriptError {
    String text = "import groovy.transform.Field\n@Field static int n = 0\n++n";
    try (var one = session();
        var two = session()) {
      assertThat(one.run(text)).isEqualTo(1);
      assertThat(two.run(text)).isEqualTo(1);
    }
  }

  @Test
  void engine_sameDeclarationAgain_isCompiledOnce() throws ScriptError {
    String text = "class A { static int n = 0 }\n++A.n";
    try (var session = session()) {
      for (int i = 0; i < 5; i++) {
        assertThat(session.run(text)).isEqualTo(1);
      }

      assertThat(cache.size()).isEqualTo(1);
    }
  }

  private Session session() {
    return new Session(new GroovyLanguage(cache).createNamespace());
  }

  private CompiledText get(String text) throws Exception {
    return cache.get(text, Environment.EMPTY, LOADER);
  }
}

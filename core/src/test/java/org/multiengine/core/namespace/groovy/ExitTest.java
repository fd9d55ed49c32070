package org.multiengine.core.namespace.groovy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.namespace.ScriptError;

final class ExitTest {

  private final Session session = new Session();

  @AfterEach
  void close() {
    session.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.exit(3)",
        "System?.exit(3)",
        "System.exit(*[3])",
        "java.lang.System.exit(3)",
        "[3].each { System.exit(it) }",
        "def s = System; s.exit(3)",
        "def m = 'exit'; System.\"$m\"(3)",
        "Runtime.runtime.halt(3)",
        "Runtime.getRuntime().exit(3)",
        "def r = Runtime.runtime; r.halt 3",
        "def e = System.&exit; e(3)",
        "def e = System::exit; e(3)",
        "import static java.lang.System.exit\nexit(3)",
        "import static java.lang.System.exit as bye\nbye(3)",
        "import static java.lang.System.*\nexit(3)",
        "class A { def m() { System.exit(3) } }\nnew A().m()",
        "class A { static { System.exit(3) } }\nnew A()",
        "@groovy.transform.CompileStatic def f() { System.exit(3) }\nf()"
      })
  void exit_fromScriptText_isRefused(String text) {
    Throwable refused = session.failure(text);
    while (refused.getCause() != null) {
      refused = refused.getCause();
    }

    assertThat(refused)
        .isInstanceOf(SecurityException.class)
        .hasMessageContaining("(3) is refused: it would end the engine");
  }

  @Test
  void exit_refused_readsWell() {
    ScriptError error = session.failure("System.exit(3)");

    assertThat(error.errorMessage())
        .isEqualTo(
            "System.exit(3) is refused: it would end the engine; use kill to remove an engine");
    assertThat(error.frames()).hasSize(1);
  }

  @Test
  void exit_importedEarlier_isRefused() throws ScriptError {
    session.run("import static java.lang.System.exit as bye");

    assertThat(session.failure("bye(3)").errorName()).isEqualTo("SecurityException");
  }

  @Test
  void exit_ofUsersOwn_isCalled() throws ScriptError {
    session.run(
        "class Door { def exit(x) { \"left $x\" }\n def halt(Map m) { m.a } }\nd = new Door()");

    assertThat(session.run("d.exit(1)")).hasToString("left 1");
    assertThat(session.run("d.halt(a: 2)")).isEqualTo(2);
    assertThat(session.run("def n = 'exit'; d.\"$n\"(4)")).hasToString("left 4");
    assertThat(session.run("def e = d.&exit; e(5)")).hasToString("left 5");
    assertThat(session.run("def exit(x) { 'mine' }\nexit(1)")).isEqualTo("mine");
  }
}

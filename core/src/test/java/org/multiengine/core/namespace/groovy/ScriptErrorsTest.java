package org.multiengine.core.namespace.groovy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.codehaus.groovy.runtime.powerassert.PowerAssertionError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.namespace.ScriptFrame;

final class ScriptErrorsTest {

  private final Session session = new Session();

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void syntaxError_anywhere_runsNothing() {
    ScriptError error = session.failure("a = 1\nb = ) 2");

    assertThat(error.errorName()).isEqualTo("SyntaxError");
    assertThat(error.errorMessage()).contains("line 2, column 5").doesNotContain("\n");
    assertThat(error.frames()).containsExactly(new ScriptFrame("In [1]", 2, "<module>", "b = ) 2"));
    assertThat(session.namespace.names()).isEmpty();
  }

  @Test
  void syntaxError_severalClassesUnknown_countsThem() {
    ScriptError error = session.failure("Nope a = null\nNone b = null");

    assertThat(error.errorName()).isEqualTo("SyntaxError");
    assertThat(error.errorMessage()).contains("Nope").endsWith("(and 1 more)");
  }

  @Test
  void syntaxError_transformationLacksItsLibrary_saysSo() {
    ScriptError error = session.failure("@Grab('a:b:1') import a.b\na = 1");

    assertThat(error.errorName()).isEqualTo("SyntaxError");
    assertThat(error.errorMessage()).startsWith("@Grab does not work here").contains("%jar FILE");
  }

  @Test
  void runtimeError_statement_stopsThere() throws ScriptError {
    ScriptError error = session.failure("a = 1\n\nb = a / 0\nc = 3");

    assertThat(error.errorName()).isEqualTo("ArithmeticException");
    assertThat(error.errorMessage()).isEqualTo("Division by zero");
    assertThat(error.frames().get(0))
        .isEqualTo(new ScriptFrame("In [1]", 3, "<module>", "b = a / 0"));
    assertThat(session.namespace.names()).containsExactly("a");
  }

  @Test
  void frames_ofFunctionsOfEarlierTexts_nameThese() throws ScriptError {
    session.run("\ndef f(x) {\n  [x].each {\n    throw new IllegalStateException('no')\n  }\n}");
    session.run("class A {\n  def m(g) { g(1) }\n}");

    ScriptError error = session.failure("x = 5\nnew A().m(f)");

    assertThat(error.frames())
        .containsExactly(
            new ScriptFrame("In [3]", 2, "<module>", "new A().m(f)"),
            new ScriptFrame("In [2]", 2, "A.m", "  def m(g) { g(1) }"),
            new ScriptFrame("In [1]", 3, "f", "  [x].each {"),
            new ScriptFrame("In [1]", 4, "<closure>", "    throw new IllegalStateException('no')"));
    assertThat(error.getCause()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void frames_sameTextOnOtherEngine_bearItsName() {
    session.failure("1 / 0 // the same");
    try (var other = new Session()) {
      other.failure("nothing");
      assertThat(other.failure("1 / 0 // the same").frames().get(0).source()).isEqualTo("In [2]");
    }
  }

  @Test
  void frames_ofTheJdk_areLeftOut() {
    ScriptError error = session.failure("Integer.parseInt('x')");

    assertThat(error.frames()).extracting(ScriptFrame::source).containsExactly("In [1]");
  }

  /** Collects garbage at the moment its frames are looked up. */
  public static final class CollectingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public StackTraceElement[] getStackTrace() {
      System.gc();
      return super.getStackTrace();
    }
  }

  @Test
  void frames_collectorRunsBeforeTheyAreMade_areKept() {
    String type = CollectingException.class.getName().replace('$', '.');

    ScriptError error = session.failure("throw new " + type + "()");

    assertThat(error.frames()).extracting(ScriptFrame::source).containsExactly("In [1]");
  }

  @Test
  void frames_ofLibraries_areKept() {
    ScriptError error =
        session.failure("org.junit.platform.commons.util.Preconditions.notNull(null, 'x')");

    assertThat(error.frames()).first().extracting(ScriptFrame::source).isEqualTo("In [1]");
    assertThat(error.frames())
        .last()
        .matches(frame -> frame.source().endsWith(".java") && frame.line() > 0);
  }

  @Test
  void undefinedVariable_isANameError() throws ScriptError {
    session.run("def f() { [1].collect { nowhere } }");

    assertThat(session.failure("nothing + 1").errorMessage())
        .isEqualTo("name nothing is not defined");
    assertThat(session.failure("f()").errorName()).isEqualTo("NameError");
    assertThat(session.failure("origin").errorName()).isEqualTo("NameError");
    assertThat(session.failure("'text'.nothing").errorName()).isEqualTo("MissingPropertyException");
  }

  @Test
  void missingFunction_messageHasUsersNames() throws ScriptError {
    session.run("def f(int x) { x }");

    ScriptError error = session.failure("f('a', 'b')");

    assertThat(error.errorName()).isEqualTo("MissingMethodException");
    assertThat(error.errorMessage()).contains("f").doesNotContain("$fn");
  }

  @Test
  void stackOverflow_isAnOrdinaryError() throws ScriptError {
    session.run("def f(n) {\n  f(n + 1)\n}");

    ScriptError error = session.failure("f(0)");

    assertThat(error.errorName()).isEqualTo("StackOverflowError");
    assertThat(error.frames()).hasSizeBetween(5, 26);
    assertThat(error.traceback()).contains("frames left out").contains("In [1] in f()");
    assertThat(session.run("1 + 1")).isEqualTo(2);
  }

  @Test
  void assertion_keepsItsPicture() {
    ScriptError error = session.failure("a = 1\nassert a == 2");

    assertThat(error.getCause()).isInstanceOf(PowerAssertionError.class);
    assertThat(error.errorMessage()).contains("assert a == 2").contains("false");
  }

  @Test
  void anyThrowable_isAScriptError() {
    assertThat(session.failure("throw new NoClassDefFoundError('x')").errorName())
        .isEqualTo("NoClassDefFoundError");
    assertThat(session.failure("throw new ThreadDeath()").errorName()).isEqualTo("ThreadDeath");
    assertThat(session.failure("throw new Exception()").errorMessage()).isEmpty();
    assertThat(
            session
                .failure("throw new Exception() { String getMessage() { 1 / 0 } }")
                .errorMessage())
        .contains("cannot be shown");
  }

  @Test
  void outOfMemory_passesThrough() {
    assertThatThrownBy(() -> session.run("throw new OutOfMemoryError('test')"))
        .isInstanceOf(OutOfMemoryError.class);
  }
}

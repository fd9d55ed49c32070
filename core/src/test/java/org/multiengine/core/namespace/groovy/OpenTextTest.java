package org.multiengine.core.namespace.groovy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.namespace.Language;
import org.multiengine.core.namespace.Languages;

final class OpenTextTest {

  private final Language groovy = Languages.named("groovy");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (i in 0..<3) {",
        "for (i in 0..<3) {\n  a = 1\n",
        "for (i in 0..<3)",
        "foo(1, 2",
        "foo(1,",
        "foo 1,",
        "[1, 2",
        "a = [x: 1,\n  y:",
        "a = 5 +",
        "a =",
        "a = b \\",
        "x.",
        "if (x)",
        "if (x) y\nelse",
        "while (true)",
        "try {\n  x\n}",
        "do {\n  x\n}",
        "switch (x) {\n  case 1:",
        "def f(x) {",
        "class A {\n  def x\n",
        "{ x ->",
        "'''abc",
        "\"\"\"a\nb",
        "/* a comment",
        "a = (1 + 2",
        "mec.execute('a=5'",
        "println \"${x.collect { it",
        "s = \"a } b\" + ("
      })
  void text_thatBeginsALongerOne_isNotComplete(String text) {
    assertThat(groovy.isComplete(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a = 5",
        "for (i in 0..<3) { a = i }",
        "// (",
        "a = 1 / 2 // {",
        "s = '('",
        "s = \"[ ${1 + 1} {\"",
        "s = /a(b/",
        "s = '''{\n'''",
        "/* ( */ a",
        "def f(x) {\n  x\n}",
        "a = 10 / 2; b = (4 / 2)"
      })
  void text_thatCanRun_isComplete(String text) {
    assertThat(groovy.isComplete(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a = 5)", "a = }", "foo(}", "(]", "1 +* 2", "'abc", "foo('abc", "a b c d ! e"})
  void text_thatNoLineMends_isCompleteAndWrong(String text) {
    assertThat(groovy.isComplete(text)).isTrue();
  }
}

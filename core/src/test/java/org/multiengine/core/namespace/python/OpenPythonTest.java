package org.multiengine.core.namespace.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenPythonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = 5",
        "",
        "for i in range(3): pass\n",
        "for i in range(3):\n  print(i)\n",
        "f(1,\n  2)",
        "'it''s'",
        "x = '#('  # (",
        "'''a\n(b'''",
        "x = ')'",
        "a)",
        "'open",
        "d[1:2]",
        "lambda x: x"
      })
  void isComplete_wholeText_isTrue(String text) {
    assertThat(new PythonLanguage().isComplete(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for i in range(3):",
        "for i in range(3):  # comment",
        "for i in range(3):\n  print(i)",
        "if x:\n  y\nelse:",
        "f(1,",
        "x = [",
        "'''a",
        "\"\"\"a\n'''",
        "a = 1 + \\",
        "@decorated",
        "def f(\n  x):"
      })
  void isComplete_beginning_isFalse(String text) {
    assertThat(new PythonLanguage().isComplete(text)).isFalse();
  }
}

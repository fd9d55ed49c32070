package org.multiengine.core.namespace.groovy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multiengine.core.namespace.ScriptError;

final class DisplayTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null | null",
        "5 | 5",
        "2.50 | 2.50",
        "5L | 5",
        "true | true",
        "'abc' | 'abc'",
        "'it\\'s\\n\\\\' | 'it\\'s\\n\\\\'",
        "\"a${1 + 1}\" | 'a2'",
        "[] | []",
        "[1, 'a', [null]] | [1, 'a', [null]]",
        "[:] | [:]",
        "[a: 'x', 2: [b: 1.5]] | ['a':'x', 2:['b':1.5]]",
        "[1, 2] as int[] | [1, 2]",
        "['a'] as Set | ['a']",
        "1..3 | 1..3",
        "new StringBuilder('sb') | 'sb'"
      })
  void display_value_isInLiteralForm(String expression, String shown) throws ScriptError {
    try (var session = new Session()) {
      assertThat(session.namespace.display(session.run(expression))).isEqualTo(shown);
    }
  }

  @Test
  void display_function_saysItsName() throws ScriptError {
    try (var session = new Session()) {
      session.run("def f(x) { x }");

      assertThat(session.namespace.display(session.run("f"))).isEqualTo("<function f>");
    }
  }

  @Test
  void display_hugeValue_isCutWithoutLookingAtTheRest() {
    List<Integer> endless =
        new AbstractList<>() {
          @Override
          public Integer get(int index) {
            return index;
          }

          @Override
          public int size() {
            return Integer.MAX_VALUE;
          }
        };

    assertThat(Display.of(endless, 100)).hasSize(101).startsWith("[0, 1, ").endsWith("…");
    assertThat(Display.of("x".repeat(1_000_000), 100)).hasSize(101);
    assertThat(Display.of(new byte[1_000_000], 100)).hasSize(101);
  }

  @Test
  void display_valueWithinItself_ends() {
    var list = new ArrayList<Object>();
    list.add(list);

    assertThat(Display.of(list, 100)).isEqualTo("[(this Collection)]");
  }

  @Test
  void display_deepValue_ends() {
    Object deep = 1;
    for (int i = 0; i < 100_000; i++) {
      deep = List.of(deep);
    }

    assertThat(Display.of(deep, 1_000_000)).contains("cannot be shown");
  }

  @Test
  void display_toStringFails_saysSo() throws ScriptError {
    try (var session = new Session()) {
      Object value = session.run("class Bad { String toString() { 1 / 0 } }\n[1, new Bad()]");

      assertThat(session.namespace.display(value))
          .isEqualTo("[1, <Bad that cannot be shown: ArithmeticException>]");
    }
  }
}

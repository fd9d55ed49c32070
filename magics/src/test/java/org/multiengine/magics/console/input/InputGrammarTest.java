package org.multiengine.magics.console.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.namespace.Languages;
import org.multiengine.magics.Magics;

final class InputGrammarTest {

  private static final Magics MAGICS = Magics.load();

  private final Set<String> locals = new HashSet<>();
  private final InputGrammar grammar =
      new InputGrammar(MAGICS, locals::contains, Languages.named("groovy"));

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\n", " \n\t "})
  void parse_blank_isNothing(String typed) {
    assertThat(grammar.parse(typed)).isEqualTo(new Input.Nothing());
    assertThat(grammar.isComplete(typed)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = 1",
        "mec.execute('a = 1')",
        "px = 5",
        "px == 5",
        "px(1)",
        "px.size()",
        "push.x",
        "run == 2",
        "run != 2",
        "run += 2",
        "run << 2",
        "run < 2",
        "run ? 1 : 2",
        "run in [1, 2]",
        "run instanceof List",
        "run as int",
        "run * 2",
        "a ? b : c",
        "exit(1)",
        "pxx a = 1",
        "5 % 3"
      })
  void parse_expression_isScript(String typed) {
    assertThat(grammar.parse(typed)).isEqualTo(new Input.Script(typed));
  }

  @ParameterizedTest
  @CsvSource({
    "%px a = 1,      px,     a = 1",
    "'  %px  a = 1', px,     a = 1",
    "px a = 1,       px,     a = 1",
    "' px a = 1',    px,     a = 1",
    "px -t 0 a = 1,  px,     -t 0 a = 1",
    "who,            who,    ''",
    "run job.groovy, run,    job.groovy",
    "push a b,       push,   a b",
    "autopx,         autopx, ''",
    "%,              '',     ''",
    "exit,           exit,   ''",
    "exit(),         exit,   ''",
    "quit ( ) ;,     quit,   ''",
    "%nosuch 1,      nosuch, 1",
    "!ls -l,         sh,     ls -l",
    "! ./run 'a b',  sh,     ./run 'a b'",
    "!echo ${x,      sh,     echo ${x"
  })
  void parse_magic_hasNameAndLine(String typed, String name, String line) {
    assertThat(grammar.parse(typed)).isEqualTo(new Input.MagicUse(name, line, "", false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"!ready", "!true", "!(1 > 2)", "!!ready", "!ready && done"})
  void parse_negation_isScript(String typed) {
    locals.add("ready");

    assertThat(grammar.parse(typed)).isEqualTo(new Input.Script(typed));
  }

  @Test
  void parse_localOfThatName_isScript() {
    locals.add("who");

    assertThat(grammar.parse("who")).isEqualTo(new Input.Script("who"));
    assertThat(grammar.parse("%who")).isEqualTo(new Input.MagicUse("who", "", "", false));
  }

  @Test
  void parse_lineMagicOverSeveralLines_keepsThem() {
    assertThat(grammar.parse("%px for (i in 1..3) {\n  a = i\n}"))
        .isEqualTo(new Input.MagicUse("px", "for (i in 1..3) {\n  a = i\n}", "", false));
  }

  @Test
  void parse_cell_hasLineAndBlock() {
    assertThat(grammar.parse("%%px -t 0\na = 1\n\nb = 2\n"))
        .isEqualTo(new Input.MagicUse("px", "-t 0", "a = 1\n\nb = 2", true));
  }

  @Test
  void parse_cellWithoutBlock_hasAnEmptyOne() {
    assertThat(grammar.parse("%%px")).isEqualTo(new Input.MagicUse("px", "", "", true));
  }

  @ParameterizedTest
  @CsvSource({
    "obj?,         obj",
    "obj??,        obj",
    "'obj ?',      obj",
    "?obj,         obj",
    "'?? obj',     obj",
    "mec.execute?, mec.execute",
    "%px?,         %px",
    "%%px?,        %%px",
    "?,            ''",
    "??,           ''"
  })
  void parse_question_hasSubject(String typed, String subject) {
    assertThat(grammar.parse(typed)).isEqualTo(new Input.Question(subject));
    assertThat(grammar.isComplete(typed)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (i in 1..3) {",
        "def f(x) {\n  x * 2",
        "mec.execute(",
        "a = [1,",
        "a = '''x",
        "if (a)",
        "a = 1 +",
        "%px for (i in 1..3) {",
        "px for (i in 1..3) {",
        "%px -t 0 for (i in 1..3) {",
        "%px -t 0 if (a)",
        "%timeit -n 10 [1,",
        "%%px",
        "%%px -t 0\na = 1"
      })
  void isComplete_beginning_isFalse(String typed) {
    assertThat(grammar.isComplete(typed)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = 1",
        "a = ]",
        "1 +* 2",
        "%px a = 1",
        "%px -t 0,2 a = 1",
        "%px --targets=::2 println 5",
        "%px --noblock sleep 10000",
        "%px -g order",
        "%px -o 'not closed",
        "%px",
        "%who [",
        "%push a,",
        "%nosuch {",
        "%",
        "%%px\na = 1\n",
        "%%px\nfor (;;) {\n",
        "exit()"
      })
  void isComplete_whole_isTrue(String typed) {
    assertThat(grammar.isComplete(typed)).isTrue();
  }

  @Test
  void parse_randomText_neverThrows() {
    String alphabet = "%px?=()[]{}'\"/\\$.,;:+-*<>\n\t aewho1_éλ\u0000😀";
    var random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      String typed =
          random
              .ints(random.nextInt(30), 0, alphabet.length())
              .collect(
                  StringBuilder::new,
                  (text, at) -> text.append(alphabet.charAt(at)),
                  StringBuilder::append)
              .toString();

      assertThatCode(() -> grammar.parse(typed)).as(typed).doesNotThrowAnyException();
      assertThatCode(() -> grammar.isComplete(typed)).as(typed).doesNotThrowAnyException();
      assertThatCode(() -> TypedText.of(typed, grammar)).as(typed).doesNotThrowAnyException();
    }
  }

  @Test
  void parse_longText_neverThrows() {
    String lines = "a = 1 // x\n".repeat(20_000);

    assertThat(grammar.parse(lines)).isInstanceOf(Input.Script.class);
    assertThat(grammar.parse("px " + lines)).isInstanceOf(Input.MagicUse.class);
    assertThat(grammar.parse("%%px\n" + lines)).isInstanceOf(Input.MagicUse.class);
  }

  @Test
  void isComplete_pythonEngines_followsPython() {
    var onPython =
        new InputGrammar(
            MAGICS,
            locals::contains,
            Languages.named("groovy"),
            () -> Languages.named("python"),
            () -> false);

    assertThat(onPython.isComplete("%px for i in range(3):")).isFalse();
    assertThat(onPython.isComplete("%px for i in range(3):\n  print(i)\n")).isTrue();
    assertThat(onPython.isComplete("for (i in 0..3) {")).isFalse();
  }

  @Test
  void isComplete_allInputsToPythonEngines_followsPython() {
    var allToPython =
        new InputGrammar(
            MAGICS,
            locals::contains,
            Languages.named("groovy"),
            () -> Languages.named("python"),
            () -> true);

    assertThat(allToPython.isComplete("for i in range(3):")).isFalse();
    assertThat(allToPython.isComplete("for i in range(3):\n  print(i)\n")).isTrue();
    assertThat(allToPython.isComplete("%autopx")).isTrue();
    assertThat(allToPython.isComplete("x?")).isTrue();
  }
}

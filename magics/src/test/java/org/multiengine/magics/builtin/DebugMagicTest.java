package org.multiengine.magics.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multiengine.core.CompositeError;

/** {@code %debug} and {@code %tb} after an error on engines 1 and 3. */
final class DebugMagicTest extends ClusterOfMagics {

  private static final String SCRIPT =
      """
      x = id * 10
      y = 0
      if (id % 2 == 1) {
        y = x.intdiv(0)
      }
      """;

  @BeforeEach
  void failOnTwoEngines() {
    assertThatThrownBy(() -> client.execute(SCRIPT))
        .isInstanceOfSatisfying(CompositeError.class, error -> shell.lastError = error);
  }

  private String debug(String... lines) throws Exception {
    shell.answers.addAll(List.of(lines));
    return shell.run("%debug");
  }

  @Test
  void start_firstFailure_isShown() throws Exception {
    assertThat(debug("q"))
        .isEqualTo("failure 1 of 2 [1:execute]: ArithmeticException: / by zero\n");
    assertThat(shell.questions).containsExactly("debug [1]> ");
  }

  @Test
  void endOfInput_leaves() throws Exception {
    assertThat(debug()).startsWith("failure 1 of 2");
  }

  @Test
  void walk_nextBackNumberAndEngine_go() throws Exception {
    String text = debug("n", "b", "2", "engine 1", "all", "quit");

    assertThat(text.lines())
        .containsExactly(
            "failure 1 of 2 [1:execute]: ArithmeticException: / by zero",
            "failure 2 of 2 [3:execute]: ArithmeticException: / by zero",
            "failure 1 of 2 [1:execute]: ArithmeticException: / by zero",
            "failure 2 of 2 [3:execute]: ArithmeticException: / by zero",
            "failure 1 of 2 [1:execute]: ArithmeticException: / by zero",
            "> 1 [1:execute]: ArithmeticException: / by zero",
            "  2 [3:execute]: ArithmeticException: / by zero");
  }

  @Test
  void walk_beyondTheEnds_saysWhatThereIs() throws Exception {
    assertThat(debug("b", "9", "-1", "engine 0", "engine x", "q"))
        .contains(
            "the failures are 1 to 2", "nothing failed on engine 0; engines that failed: [1, 3]");
  }

  @Test
  void where_traceback_isThatOfTheEngine() throws Exception {
    assertThat(debug("w", "q"))
        .contains("ArithmeticException", "Traceback (most recent call last)")
        .contains("In [1] in <module>()\n----> 4   y = x.intdiv(0)");
  }

  @Test
  void list_script_marksTheLine() throws Exception {
    assertThat(debug("l", "q"))
        .contains(
            """
            In [1] on engine 1
                  1 x = id * 10
                  2 y = 0
                  3 if (id % 2 == 1) {
            ----> 4   y = x.intdiv(0)
                  5 }
            """);
  }

  @Test
  void evaluate_expression_seesTheEnginesNames() throws Exception {
    assertThat(debug("p x + 1", "n", "x", "println 'at ' + id", "q"))
        .contains("\n11\n", "\n30\n", "\nat 3\n");
  }

  @Test
  void evaluate_fails_isShownAndTheConversationGoesOn() throws Exception {
    assertThat(debug("p nowhere", "p", "p 2 + 2", "q"))
        .contains("[1:execute]: NameError: name nowhere is not defined")
        .contains("p takes an expression")
        .endsWith("\n4\n");
  }

  @Test
  void help_commands_areListed() throws Exception {
    assertThat(debug("h", "", "q")).contains("engine ID", "the traceback");
  }

  @Test
  void error_behindAnother_isFound() throws Exception {
    shell.lastError = new IllegalStateException("outer", shell.lastError);

    assertThat(debug("q")).startsWith("failure 1 of 2");
  }

  @Test
  void list_failureWithoutScript_saysSo() throws Exception {
    assertThatThrownBy(() -> client.pull("nowhere"))
        .isInstanceOfSatisfying(CompositeError.class, error -> shell.lastError = error);

    assertThat(debug("l", "w", "q"))
        .contains("The traceback names no script", "No traceback available");
  }

  @Test
  void tb_compositeError_hasAllTracebacks() throws Exception {
    assertThat(shell.run("%tb"))
        .contains("[1:execute]: \n", "[3:execute]: \n", "----> 4   y = x.intdiv(0)")
        .endsWith("CompositeError: one or more exceptions from call to method: execute\n");
  }
}

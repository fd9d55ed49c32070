package org.multiengine.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiengine.client.OnError;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.IndexError;
import org.multiengine.core.error.RemoteError;

/** Tests failures of texts on engines (reference, 11). */
abstract class ErrorsContract extends ContractCase {

  ErrorsContract(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void error_onEveryEngine_printsAsTheManualDoes() {
    CompositeError error = composite(() -> mec.execute("1/0"));

    assertThat(error)
        .hasMessage(
            """
            one or more exceptions from call to method: execute
            [0:execute]: ArithmeticException: Division by zero
            [1:execute]: ArithmeticException: Division by zero
            [2:execute]: ArithmeticException: Division by zero
            [3:execute]: ArithmeticException: Division by zero\
            """);
    assertThat(error.results()).isEmpty();
  }

  @Test
  void error_onEngines1And3_keepsTheResultsOf0And2() {
    CompositeError error =
        composite(
            () -> mec.execute("if (id % 2) throw new IllegalStateException('odd'); println id"));

    assertThat(error.entries())
        .extracting(CompositeError.Entry::toString)
        .containsExactly(
            "[1:execute]: IllegalStateException: odd", "[3:execute]: IllegalStateException: odd");
    assertThat(error.results()).extracting(result -> result.engine().value()).containsExactly(0, 2);
    assertThat(outputs(error.resultList())).containsExactly("0\n", "2\n");
  }

  @Test
  void error_onOneEngine_isCompositeToo() {
    CompositeError error = composite(() -> mec.engines(2).execute("1/0"));

    assertThat(error.entries()).hasSize(1);
    assertThat(error.method()).isEqualTo("execute");
  }

  @Test
  void error_ofSeveralTargets_isInTheirOrder() {
    CompositeError error =
        composite(() -> mec.engines(3, 0, 2).execute("throw new Error('' + id)"));

    assertThat(error.entries())
        .extracting(entry -> entry.error().errorMessage())
        .containsExactly("3", "0", "2");
  }

  @Test
  void error_ofAScript_hasEngineMethodAndLine() {
    CompositeError error =
        composite(
            () ->
                mec.engines(2)
                    .execute("def f(x) {\n  throw new NumberFormatException('no')\n}\nf(1)"));

    RemoteError remote = (RemoteError) error.entries().get(0).error();
    assertThat(remote.engine().value()).isEqualTo(2);
    assertThat(remote.method()).isEqualTo("execute");
    assertThat(remote.errorName()).isEqualTo("NumberFormatException");
    assertThat(remote.traceback())
        .contains("In [1] in f()\n----> 2   throw new NumberFormatException('no')")
        .endsWith("NumberFormatException: no");
  }

  @Test
  void error_raised_isTheOriginalException() {
    CompositeError error =
        composite(() -> mec.engines(0, 1).execute("throw new IllegalStateException(\"on $id\")"));

    assertThatIllegalStateException().isThrownBy(error::raiseException).withMessage("on 0");
    assertThatIllegalStateException().isThrownBy(() -> error.raiseException(1)).withMessage("on 1");
    assertThatIllegalStateException()
        .isThrownBy(() -> error.raiseException(-1))
        .withMessage("on 1");
    assertThatExceptionOfType(IndexError.class)
        .isThrownBy(() -> error.raiseException(5))
        .withMessage("an exception with index 5 does not exist");
  }

  @Test
  void error_ofAClassOfTheScript_arrivesByNameAndText() {
    CompositeError error =
        composite(
            () ->
                mec.engines(0)
                    .execute(
                        "class Odd extends RuntimeException { String message = 'so odd' }\n"
                            + "throw new Odd()"));

    assertThat(error).hasMessageEndingWith("[0:execute]: Odd: so odd");
    assertThat(error.entries().get(0).error()).hasNoCause();
  }

  @Test
  void error_tracebacks_printAsTheManualDoes() {
    CompositeError error = composite(() -> mec.engines(0).execute("1/0"));
    var printed = new ByteArrayOutputStream();

    error.printTracebacks(new PrintStream(printed, true, StandardCharsets.UTF_8));

    assertThat(printed.toString(StandardCharsets.UTF_8).lines().map(String::stripTrailing))
        .containsExactly(
            "[0:execute]:",
            "-".repeat(75),
            "ArithmeticException                       Traceback (most recent call last)",
            "",
            "In [1] in <module>()",
            "----> 1 1/0",
            "",
            "ArithmeticException: Division by zero",
            "");
  }

  @Test
  void error_manyEntries_showsTheFirstAndCountsTheRest() {
    int[] twenty = new int[20];

    CompositeError error =
        composite(
            () -> mec.engines(twenty).onError(OnError.CONTINUE).execute("throw new Error('x')"));

    assertThat(error.entries()).hasSize(20);
    assertThat(error.errorMessage().lines()).hasSize(18);
    assertThat(error).hasMessageEndingWith("\n... and 4 more; entries() has them all");
  }

  @Test
  void error_stackTrace_beginsWithTheCaller() {
    CompositeError error = composite(() -> mec.engines(0).execute("1/0"));

    assertThat(error.getStackTrace()[0].getClassName()).startsWith(ErrorsContract.class.getName());
  }

  @Test
  void syntaxError_onLine2_ranNothingUsedANumberAndNamesLine2() {
    CompositeError error = composite(() -> mec.execute("a = 1\nb = = 2\nc = 3"));

    assertThat(error.entries())
        .hasSize(4)
        .allSatisfy(
            entry -> {
              assertThat(entry.error().errorName()).isEqualTo("SyntaxError");
              assertThat(((RemoteError) entry.error()).traceback()).contains("----> 2 b = = 2");
            });
    assertThat(mec.keys()).containsOnly(List.of("id"));
    assertThat(numbers(mec.execute("a = 1"))).containsExactly(2, 2, 2, 2);
  }

  @Test
  void undefinedName_isANameError() {
    CompositeError error = composite(() -> mec.engines(1).execute("println nowhere"));

    assertThat(error).hasMessageEndingWith("[1:execute]: NameError: name nowhere is not defined");
  }

  @Test
  void systemExit_inAText_isRefusedAndTheEngineServesOn() {
    mec.put("a", 1);

    CompositeError error = composite(() -> mec.execute("System.exit(3)"));

    assertThat(error.entries())
        .hasSize(4)
        .allMatch(entry -> entry.error().errorName().equals("SecurityException"));
    assertThat(mec.pull("a")).containsExactly(1, 1, 1, 1);
  }

  @Test
  void stackOverflow_inAText_isAnOrdinaryError() {
    CompositeError error = composite(() -> mec.engines(0).execute("def f(n) { f(n + 1) }; f(0)"));

    assertThat(error.entries().get(0).error().errorName()).isEqualTo("StackOverflowError");
    assertThat(outputs(mec.engines(0).execute("println id"))).containsExactly("0\n");
  }

  @Test
  void throwable_ofAnyKind_isAnOrdinaryError() {
    for (String thrown : List.of("Throwable('t')", "ThreadDeath()", "InterruptedException('i')")) {
      CompositeError error = composite(() -> mec.engines(0).execute("throw new " + thrown));

      String name = thrown.substring(0, thrown.indexOf('('));
      assertThat(error.entries().get(0).error().errorName()).isEqualTo(name);
    }
    assertThat(numbers(mec.engines(0).execute("a = 1"))).containsExactly(4);
  }
}

package org.multiengine.magics.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Inputs of public bug reports on similar systems. */
final class ReportedInputsTest extends ClusterOfConsole {

  private static String run(String... lines) {
    return PipedConsole.run(file -> cluster().connect(), lines).shown();
  }

  @Test
  void wordCountWithDefaults_pulled_isAMap() {
    assertThat(
            run(
                "%px wd = [:].withDefault { 0 }; 'a b a'.split().each { wd[it]++ }",
                "mec.pull('wd', targets: 0)"))
        .contains("Out[2]: [['a':2, 'b':1]]");
  }

  @Test
  void parallelStream_output_belongsToTheCommand() {
    String shown =
        run(
            "mec.execute('(1..8).toList().parallelStream().forEach { println \"n\" + it }', targets: 0)");

    assertThat(shown).contains("n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8");
  }

  @Test
  void completableFuture_output_belongsToTheCommand() {
    assertThat(
            run(
                "mec.execute('java.util.concurrent.CompletableFuture.runAsync { println \"async\" }"
                    + ".join()', targets: 0)"))
        .contains("async");
  }

  @Test
  void exitInAnEvaluatedText_isRefused() {
    assertThat(run("%px evaluate('System.exit(3)')", "mec.ids.size()"))
        .contains("System.exit(3) is refused")
        .endsWith("Out[2]: 4\n");
  }

  @Test
  void exitByReflection_isRefused() {
    assertThat(run("%px System.getMethod('exit', int).invoke(null, 3)", "mec.ids.size()"))
        .contains("System.exit(3) is refused")
        .endsWith("Out[2]: 4\n");
  }

  @Test
  void causes_areInTheTraceback() {
    assertThat(
            run(
                "%px throw new RuntimeException('could not load', new FileNotFoundException('/in'))",
                "%tb"))
        .contains("caused by FileNotFoundException: /in");
  }

  @Test
  void nullSequence_isRefusedByName() {
    assertThat(run("mec.map({ it }, null)"))
        .contains("a sequence is expected, such as a list; not null");
    assertThat(run("mec.scatter('s', null)"))
        .contains("a sequence is expected, such as a list; not null");
  }

  @Test
  void timeoutOfAYear_isRefusedHere() {
    assertThat(run("mec.withTimeout(31536000).execute('a = 1')", "mec.ids.size()"))
        .contains("a timeout may be at most 200 days")
        .endsWith("Out[2]: 4\n");
  }

  @Test
  void random_travelsWithItsState() {
    assertThat(run("def r = new Random(5); mec.map({ r.nextInt(10) }, 0..<2).size()"))
        .endsWith("Out[1]: 2\n");
  }
}

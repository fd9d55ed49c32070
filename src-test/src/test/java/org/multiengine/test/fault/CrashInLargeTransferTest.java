package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.FaultReport;

/** The same as {@link CrashInTransferTest} with 400 MB, in a program with the memory for it. */
@Tag("fault")
@Tag("long")
@Timeout(300)
final class CrashInLargeTransferTest {

  private static final String PUSH =
      "EngineLost, told when the other engine has the array; memory given back";
  private static final String PULL = "EngineLost; the other engine untouched, memory given back";

  @Test
  void process_killedDuringPushAndPullOf400Megabytes_failsThemForThatEngineOnly(
      @TempDir Path folder) throws Exception {
    CrashInTransferTest.assumeCounters();
    ProcessBuilder program = Children.java(TransferProgram.class.getName(), "400");
    program.command().add(1, "-Xmx4g");
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");

    int status =
        Children.awaitExit(
            program.redirectOutput(output.toFile()).redirectError(errors.toFile()).start());

    assertThat(status).as(Files.readString(errors)).isZero();
    List<String> times =
        Files.readAllLines(output).stream().filter(line -> line.startsWith("times ")).toList();
    assertThat(times).hasSize(2);
    report("1.4 kill -9 during a push of 400 MB", PUSH, times.get(0));
    report("1.6 kill -9 during a pull of 400 MB", PULL, times.get(1));
  }

  private static void report(String fault, String outcome, String times) throws IOException {
    String[] words = times.split(" ", -1);
    FaultReport.add(
        fault,
        new FaultReport.Row(
            outcome,
            Duration.ofMillis(Long.parseLong(words[1])),
            Duration.ofMillis(Long.parseLong(words[2]))));
  }
}

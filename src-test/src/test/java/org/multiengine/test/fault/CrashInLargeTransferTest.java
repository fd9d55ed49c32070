package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.FaultClock;

/**
 * Tests the transfers of {@link CrashInTransferTest} with 400 MB, in a program with enough memory.
 * The program checks the outcome.
 */
@Tag("fault")
@Tag("long")
@Timeout(300)
final class CrashInLargeTransferTest {

  private static List<String> times;

  @BeforeAll
  static void runTheProgram(@TempDir Path folder) throws Exception {
    CrashInTransferTest.assumeCounters();
    ProcessBuilder program = Children.java(TransferProgram.class.getName(), "400");
    program.command().add(1, "-Xmx4g");
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");

    int status =
        Children.awaitExit(
            program.redirectOutput(output.toFile()).redirectError(errors.toFile()).start());

    assertThat(status).as(Files.readString(errors)).isZero();
    times = Files.readAllLines(output).stream().filter(line -> line.startsWith("times ")).toList();
  }

  @Test
  @Fault(value = "1.4 kill -9 during a push of 400 MB", outcome = TransferFaults.PUSH)
  void process_killedDuringAPushOf400Megabytes_failsItForThatEngineOnly(FaultClock clock) {
    readTimes(0, clock);
  }

  @Test
  @Fault(value = "1.6 kill -9 during a pull of 400 MB", outcome = TransferFaults.PULL)
  void process_killedDuringAPullOf400Megabytes_failsIt(FaultClock clock) {
    readTimes(1, clock);
  }

  private static void readTimes(int line, FaultClock clock) {
    assertThat(times).hasSize(2);
    String[] words = times.get(line).split(" ", -1);
    clock.measured(millis(words[1]), millis(words[2]));
  }

  private static Duration millis(String text) {
    return Duration.ofMillis(Long.parseLong(text));
  }
}

package org.multiengine.test.contract.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.QueueStatus;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.core.error.SyntaxError;
import org.multiengine.test.contract.ContractCase;
import org.multiengine.test.support.Gate;

/** Tests running files on engines, and clearing queues (reference, 3 and 7.3). */
abstract class RunContract extends ContractCase {

  RunContract(LocalCluster cluster) {
    super(cluster);
  }

  private static Path file(Path folder, String text) throws IOException {
    return Files.writeString(folder.resolve("script.groovy"), text);
  }

  @Test
  void run_file_isOneCommand(@TempDir Path folder) throws IOException {
    Path file = file(folder, "a = id\nb = a + 1\nprintln b\n");

    ResultList results = mec.engines(0, 3).run(file);

    assertThat(outputs(results)).containsExactly("1\n", "4\n");
    assertThat(numbers(results)).containsOnly(1);
    assertThat(results.get(0).input()).isEqualTo("a = id\nb = a + 1\nprintln b\n");
    assertThat(mec.engines(0, 3).pull("a")).containsExactly(0, 3);
  }

  @Test
  void runAsync_file_isPending(@TempDir Path folder) throws Exception {
    PendingResult<ResultList> pending = mec.runAsync(file(folder, "print 'ж'"));

    assertThat(outputs(await(pending))).hasSize(4).containsOnly("ж");
  }

  @Test
  void run_missingFile_isBare(@TempDir Path folder) {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> mec.runAsync(folder.resolve("missing.groovy")))
        .withMessageContaining("missing.groovy");
  }

  @Test
  void run_brokenFile_isBareAndNothingIsSent(@TempDir Path folder) throws IOException {
    Path file = file(folder, "a = 1\nb = (\n");

    assertThatExceptionOfType(SyntaxError.class)
        .isThrownBy(() -> mec.run(file))
        .withMessageContaining("script.groovy");

    assertThat(mec.keys()).containsOnly(List.of("id"));
    assertThat(numbers(mec.execute("c = 1"))).containsOnly(1);
  }

  @Test
  void run_failingFile_failsAsATextDoes(@TempDir Path folder) throws IOException {
    Path file = file(folder, "a = 1\n1 / 0\n");

    assertThat(composite(() -> mec.engines(1).run(file)))
        .hasMessage(
            "one or more exceptions from call to method: execute\n"
                + "[1:execute]: ArithmeticException: Division by zero");
  }

  @Test
  void clearQueue_waitingCalls_areDroppedAndTheRunningOneEnds() throws Exception {
    Gate gate = gate();
    var running = mec.executeAsync(gate.pass());
    var waiting = mec.executeAsync("a = 1");
    try (var other = anotherClient()) {
      var ofAnother = other.executeAsync("b = 1");

      mec.clearQueue();

      assertAllFailed(composite(waiting), QueueCleared.class);
      assertAllFailed(composite(ofAnother), QueueCleared.class);
    }
    assertThat(running.isDone()).isFalse();
    gate.open();
    assertThat(await(running)).hasSize(4);
    assertThat(mec.keys()).containsOnly(List.of("id"));
  }

  @Test
  void clearQueue_someTargets_leavesTheOthers() throws Exception {
    Gate gate = gate();
    mec.executeAsync(gate.pass());
    var waiting = mec.executeAsync("a = id");

    mec.engines(1).clearQueue();
    assertThat(mec.queueStatus()).extracting(QueueStatus::queue).element(1).isEqualTo(List.of());
    gate.open();

    assertThat(composite(waiting).entries()).hasSize(1);
    assertThat(mec.engines(0, 2, 3).pull("a")).containsExactly(0, 2, 3);
  }

  @Test
  void clearQueue_idleEngines_changesNothing() {
    mec.put("a", 1);
    mec.clearQueue();

    assertThat(mec.pull("a")).containsOnly(1);
  }
}

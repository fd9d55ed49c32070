package org.multiengine.magics.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiengine.client.taskclient.QueueCounts;
import org.multiengine.core.error.IndexError;
import org.multiengine.core.error.KernelError;

/** Magics of the task interface. */
final class TaskMagicsTest extends ClusterOfMagics {

  @Test
  void bpx_code_runsOnSomeEngineAndShowsItsOutput() throws Exception {
    assertThat(shell.run("%bpx println 6 * 7")).matches("\\[[0-3]] 42\n");
    assertThat(shell.run("%bpx --pull a a = 5")).isEqualTo("TaskResult[ID:1]:{'a': 5}\n");
    assertThatThrownBy(() -> shell.run("%bpx 1 / 0"))
        .isInstanceOf(KernelError.class)
        .hasMessageContaining("Division");
    assertThatThrownBy(() -> shell.run("%bpx")).hasMessageContaining("there is no code");
  }

  @Test
  void tasks_runningAndEnded_areCounted() throws Exception {
    shell.run("%bpx a = 1");
    assertThat(shell.run("%tasks")).isEqualTo("0 waiting, 0 running, 1 done\n");

    assertThat(shell.run("%bpx -a while (true) {}"))
        .isEqualTo("Task 1 submitted; %tasks shows it, %abort 1 cancels it\n");
    while (client.tasks().queueStatus().pending() == 0) {
      Thread.onSpinWait();
    }
    shell.columns = 200;
    List<String> lines = shell.run("%tasks -v --why").lines().toList();

    assertThat(lines)
        .startsWith(
            "0 waiting, 1 running, 1 done",
            "scheduled: []",
            "pending:   [1]",
            "succeeded: [0]",
            "failed:    []");
    assertThat(lines.get(5)).matches("task +name +state +engine +why");
    assertThat(lines.get(6)).matches("#1 +running +[0-3] .*");
    assertThat(shell.run("%abort 1")).isEqualTo("Cancelling task 1\n");
    client.tasks().barrier(1);
    assertThat(client.tasks().queueStatus()).isEqualTo(new QueueCounts(0, 0, 1, 1));
    assertThatThrownBy(() -> shell.run("%abort 1")).isInstanceOf(IndexError.class);
  }
}

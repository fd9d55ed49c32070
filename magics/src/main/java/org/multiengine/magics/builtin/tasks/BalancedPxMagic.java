package org.multiengine.magics.builtin.tasks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.taskclient.StringTask;
import org.multiengine.client.taskclient.TaskClient;
import org.multiengine.client.taskclient.TaskResult;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.options.BlockOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a line, or the lines below {@code %%bpx}, on the first engine that is free. */
@Command(
    name = "bpx",
    description =
        "Runs code as a task, on the first engine that is free: the rest of the line, or the lines"
            + " below %%%%bpx.",
    footer = {"", "Example:", "  %%bpx --pull a a = id * 10"})
public final class BalancedPxMagic implements Magic {

  @Mixin private BlockOptions block = new BlockOptions();

  @Option(
      names = "--pull",
      paramLabel = "NAME",
      description = "A name whose value is shown after the code has run; may be repeated.")
  private List<String> pull = new ArrayList<>();

  @Option(
      names = "--retries",
      paramLabel = "N",
      defaultValue = "0",
      description = "How often the code runs again if it fails or its engine is lost.")
  private int retries;

  @Override
  public boolean takesCode() {
    return true;
  }

  @Override
  public List<String> complete(Shell shell, String line) {
    return shell.completeOnEngines(line);
  }

  @Override
  @SuppressWarnings("OrphanedFormatString") // the percent sign is the magic's
  public void run(Shell shell, Input input) {
    if (input.code().isBlank()) {
      throw new IllegalArgumentException("there is no code; write for example %bpx a = 5");
    }
    var task = new StringTask(input.code(), pull.toArray(String[]::new));
    task.setRetries(retries);
    TaskClient tasks = shell.client().tasks();
    long id = tasks.run(task);
    if (block.waits(shell.isBlock(shell.client()))) {
      show(shell, tasks.getTaskResult(id, true));
    } else {
      shell
          .out()
          .println("Task " + id + " submitted; %tasks shows it, %abort " + id + " cancels it");
    }
  }

  private static void show(Shell shell, @Nullable Object value) {
    if (!(value instanceof TaskResult result)) {
      shell.show(value);
      return;
    }
    String label = "[" + result.getEngineid() + "]";
    print(shell, label, result.getStdout());
    print(shell, label, result.getStderr());
    KernelError failure = result.getFailure();
    if (failure != null) {
      throw failure;
    }
    if (!result.getKeys().isEmpty()) {
      shell.show(result);
    }
  }

  private static void print(Shell shell, String label, String text) {
    text.lines()
        .forEach(line -> shell.out().println(shell.styled(Shell.Style.ENGINE, label) + " " + line));
  }
}

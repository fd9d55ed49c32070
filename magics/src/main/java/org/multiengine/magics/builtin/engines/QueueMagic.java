package org.multiengine.magics.builtin.engines;

import org.multiengine.core.QueueStatus;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.Table;
import org.multiengine.magics.builtin.options.TargetsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the running and the waiting calls of each engine. */
@Command(
    name = "queue",
    description = "Shows the running call and the waiting calls of each engine.",
    footer = {"", "Example:", "  %%queue -t 0"})
public final class QueueMagic implements Magic {

  private static final String INDENT = "    ";

  @Mixin private TargetsOption on = new TargetsOption();

  @Option(
      names = {"-m", "--most"},
      paramLabel = "N",
      defaultValue = "5",
      description = "The number of waiting calls shown for each engine; the default is 5.")
  private int most;

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    if (most < 0) {
      throw new IllegalArgumentException("--most must be 0 or more");
    }
    shell.await(on.view(shell).queueStatusAsync()).forEach(status -> print(shell, status));
  }

  private void print(Shell shell, QueueStatus status) {
    int width = shell.columns();
    String pending = status.pending();
    String label = "[" + status.engine() + "]";
    String runs = pending == null ? "idle" : "runs " + Table.oneLine(pending);
    String line = Table.cut(label + " " + runs, width);
    shell.out().println(shell.styled(Shell.Style.ENGINE, label) + line.substring(label.length()));
    status.queue().stream()
        .limit(most)
        .map(text -> Table.cut(INDENT + "waits " + Table.oneLine(text), width))
        .forEach(shell.out()::println);
    int more = status.queue().size() - most;
    if (more > 0) {
      shell.out().println(INDENT + "and " + more + " more");
    }
  }
}

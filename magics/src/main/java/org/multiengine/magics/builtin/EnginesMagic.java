package org.multiengine.magics.builtin;

import java.util.List;
import org.multiengine.client.DirectView;
import org.multiengine.core.QueueStatus;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the engines and what they do. */
@Command(
    name = "engines",
    description = "Lists the engines: whether they are busy, with what, and how much waits.",
    footer = {"", "Example:", "  %%engines"})
public final class EnginesMagic implements Magic {

  @Mixin private OnTargets on = new OnTargets();

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    var table = new Table("engine", "state", "waiting", "runs");
    rows(shell, on.view(shell)).forEach(row -> table.row(row.toArray(String[]::new)));
    table.print(shell);
  }

  /** One row an engine; the queues are what is known of engines without running code there. */
  private static List<List<String>> rows(Shell shell, DirectView view) throws InterruptedException {
    return shell.await(view.queueStatusAsync()).stream().map(EnginesMagic::row).toList();
  }

  private static List<String> row(QueueStatus status) {
    String pending = status.pending();
    return List.of(
        status.engine().toString(),
        pending == null ? "idle" : "busy",
        String.valueOf(status.queue().size()),
        pending == null ? "" : pending);
  }
}

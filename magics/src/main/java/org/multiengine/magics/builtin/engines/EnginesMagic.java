package org.multiengine.magics.builtin.engines;

import org.multiengine.client.PendingResult;
import org.multiengine.core.EngineInfoList;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.Table;
import org.multiengine.magics.builtin.options.TargetsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the engines and their states. */
@Command(
    name = "engines",
    description = {
      "Lists the engines with their state, node, process, memory, number of waiting calls, and"
          + " running call.",
      "Without -t all engines are listed, including those that are starting or lost."
    },
    footer = {"", "Example:", "  %%engines -t 0,2"})
public final class EnginesMagic implements Magic {

  @Mixin private TargetsOption on = new TargetsOption();

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    PendingResult<EngineInfoList> asked =
        on.isGiven() ? on.view(shell).enginesAsync() : shell.client().enginesAsync();
    EngineInfoList engines = shell.await(asked);
    var table = new Table(engines.columns().toArray(String[]::new));
    engines.rows().forEach(row -> table.row(row.toArray(String[]::new)));
    table.print(shell);
  }
}

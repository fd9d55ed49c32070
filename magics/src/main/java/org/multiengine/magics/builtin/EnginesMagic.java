package org.multiengine.magics.builtin;

import org.multiengine.client.PendingResult;
import org.multiengine.core.EngineInfoList;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the engines and what they do. */
@Command(
    name = "engines",
    description = {
      "Lists the engines: state, node, process, memory, how much waits, and what runs since when.",
      "Without targets all are listed, those that are being started or are lost included."
    },
    footer = {"", "Example:", "  %%engines -t 0,2"})
public final class EnginesMagic implements Magic {

  @Mixin private OnTargets on = new OnTargets();

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    PendingResult<EngineInfoList> asked =
        on.isGiven() ? on.view(shell).enginesAsync() : shell.client().enginesAsync();
    var table = new Table(EngineInfoList.COLUMNS.toArray(String[]::new));
    shell.await(asked).forEach(engine -> table.row(engine.cells().toArray(String[]::new)));
    table.print(shell);
  }
}

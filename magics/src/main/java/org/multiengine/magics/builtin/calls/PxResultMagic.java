package org.multiengine.magics.builtin.calls;

import org.multiengine.core.ResultList;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.options.GroupingOption;
import org.multiengine.magics.builtin.options.OutOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Waits for the last call of {@code %px} and shows its result. */
@Command(
    name = "pxresult",
    description = "Waits for the last %%px and shows its result.",
    footer = {"", "Example:", "  %%pxresult"})
public final class PxResultMagic implements Magic {

  @Mixin private OutOption out = new OutOption();

  @Mixin private GroupingOption grouping = new GroupingOption();

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    Object result = shell.await(LastCall.of(shell));
    out.bind(shell, result);
    if (result instanceof ResultList results) {
      Outputs.show(shell, results, grouping.or(shell.px().groupOutputs()));
    } else {
      shell.show(result);
    }
  }
}

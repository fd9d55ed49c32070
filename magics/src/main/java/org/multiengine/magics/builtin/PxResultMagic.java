package org.multiengine.magics.builtin;

import org.jspecify.annotations.Nullable;
import org.multiengine.core.ResultList;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Waits for the last call of {@code %px} and shows its result. */
@Command(
    name = "pxresult",
    description = "Waits for the last %%px and shows its result.",
    footer = {"", "Example:", "  %%pxresult"})
public final class PxResultMagic implements Magic {

  @Option(
      names = {"-o", "--out"},
      paramLabel = "NAME",
      description = "Bind the result to a local name.")
  private @Nullable String outName;

  @Mixin private GroupingOption grouping = new GroupingOption();

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    Object result = shell.await(LastCall.of(shell));
    if (outName != null) {
      shell.bind(outName, result);
    }
    if (result instanceof ResultList results) {
      Outputs.show(shell, results, grouping.or(shell.px().groupOutputs()));
    } else {
      shell.show(result);
    }
  }
}

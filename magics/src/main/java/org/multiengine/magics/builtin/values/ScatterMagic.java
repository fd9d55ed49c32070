package org.multiengine.magics.builtin.values;

import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.options.TargetsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Distributes a local sequence over the engines. */
@Command(
    name = "scatter",
    description = "Distributes a local sequence over the engines.",
    footer = {"", "Example:", "  %%scatter data --as x"})
public final class ScatterMagic implements Magic {

  @Mixin private TargetsOption on = new TargetsOption();
  @Mixin private DistributionOption distributed = new DistributionOption();

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "The name of the pieces on the engines.")
  private @Nullable String there;

  @Option(
      names = "--flatten",
      description = "Stores a piece of one element as that element, not as a sequence.")
  private boolean flatten;

  @Parameters(arity = "1", paramLabel = "NAME", description = "The local name of the sequence.")
  private String name = "";

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    Object sequence = LocalValues.of(shell, name);
    String target = there == null ? name : there;
    DirectView view = on.view(shell);
    shell.await(view.scatterAsync(target, sequence, distributed.distribution(), flatten));
  }
}

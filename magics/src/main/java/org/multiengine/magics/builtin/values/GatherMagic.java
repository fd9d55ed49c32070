package org.multiengine.magics.builtin.values;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.EngineNames;
import org.multiengine.magics.builtin.options.TargetsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Joins the pieces of a sequence that are on the engines. */
@Command(
    name = "gather",
    description = "Joins the pieces of a sequence on the engines into a local value.",
    footer = {"", "Example:", "  %%gather y --as result"})
public final class GatherMagic implements Magic {

  @Mixin private TargetsOption on = new TargetsOption();
  @Mixin private DistributionOption distributed = new DistributionOption();

  @Option(names = "--as", paramLabel = "NAME", description = "The local name for the sequence.")
  private @Nullable String here;

  @Parameters(
      arity = "1",
      paramLabel = "NAME",
      description = "The name of the pieces on the engines.")
  private String name = "";

  @Override
  public List<String> complete(Shell shell, String line) {
    return EngineNames.of(shell);
  }

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    Object joined = shell.await(on.view(shell).gatherAsync(name, distributed.distribution()));
    shell.bind(here == null ? name : here, joined);
  }
}

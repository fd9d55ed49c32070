package org.multiengine.magics.builtin.options;

import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Option;

/** The option that selects engines. */
public final class TargetsOption {

  @Option(
      names = {"-t", "--targets"},
      paramLabel = "TARGETS",
      description =
          "The engines: a number, numbers with commas, a slice such as ::2, or all. By default, the"
              + " targets set with %%pxconfig, or otherwise those of the client.")
  private @Nullable String targets;

  /** Returns a view of the selected engines. */
  public DirectView view(Shell shell) {
    return shell.view(targets);
  }

  /** Returns whether the option is given. */
  public boolean isGiven() {
    return targets != null;
  }

  /** Returns whether the option selects one engine by its number. */
  public boolean isOneEngine() {
    return targets != null && targets.strip().matches("-?[0-9]+");
  }
}

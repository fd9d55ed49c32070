package org.multiengine.magics.builtin;

import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Option;

/** The option that names engines; many magics have it. */
final class TargetsOption {

  @Option(
      names = {"-t", "--targets"},
      paramLabel = "TARGETS",
      description = {
        "The engines: a number, numbers with commas, a slice such as ::2, or all.",
        "The default is that of %%pxconfig, or else the client's own targets."
      })
  private @Nullable String targets;

  /** Returns a view of the engines it names. */
  DirectView view(Shell shell) {
    return shell.view(targets);
  }

  /** Returns whether it names engines at all. */
  boolean isGiven() {
    return targets != null;
  }

  /** Returns whether it names one engine by its number. */
  boolean isOneEngine() {
    return targets != null && targets.strip().matches("-?[0-9]+");
  }
}

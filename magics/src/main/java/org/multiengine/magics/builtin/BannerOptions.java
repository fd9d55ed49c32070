package org.multiengine.magics.builtin;

import org.multiengine.client.DirectView;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Option;

/** The options that say whether the line that names the targets is shown. */
final class BannerOptions {

  @Option(
      names = {"-v", "--verbose"},
      description = "Show the line that names the targets.")
  private boolean verbose;

  @Option(
      names = {"-q", "--quiet"},
      description = "Do not show it.")
  private boolean quiet;

  /** Returns whether it is shown, if usually it is or is not. */
  boolean isShown(boolean usual) {
    if (verbose && quiet) {
      throw new IllegalArgumentException("--verbose and --quiet exclude each other");
    }
    return verbose || (usual && !quiet);
  }

  /** Shows it, unless the options or the settings say otherwise (reference, 13). */
  void show(Shell shell, DirectView view) {
    if (isShown(shell.px().verbose())) {
      shell.out().println("Parallel execution on engines: " + view.targets());
    }
  }
}

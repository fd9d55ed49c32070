package org.multiengine.magics.builtin.options;

import org.multiengine.client.DirectView;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Option;

/** The options that show or hide the banner, which is the line that names the targets. */
public final class BannerOptions {

  @Option(
      names = {"-v", "--verbose"},
      description = "Shows the line that names the targets.")
  private boolean verbose;

  @Option(
      names = {"-q", "--quiet"},
      description = "Hides the line that names the targets.")
  private boolean quiet;

  /**
   * Returns whether the banner is shown.
   *
   * @param usual whether it is shown without these options
   */
  public boolean isShown(boolean usual) {
    if (verbose && quiet) {
      throw new IllegalArgumentException("--verbose and --quiet exclude each other");
    }
    return verbose || (usual && !quiet);
  }

  /** Shows the banner unless the options or the settings hide it (reference, 13). */
  public void show(Shell shell, DirectView view) {
    if (isShown(shell.px().verbose())) {
      shell.out().println("Parallel execution on engines: " + view.targets());
    }
  }
}

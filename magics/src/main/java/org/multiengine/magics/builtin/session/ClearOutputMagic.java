package org.multiengine.magics.builtin.session;

import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes what a cell of a notebook has shown. */
@Command(
    name = "clear_output",
    description = "Removes what a cell of a notebook has shown. A terminal keeps it.",
    footer = {"", "Example:", "  %%clear_output --wait"})
public final class ClearOutputMagic implements Magic {

  @Option(names = "--wait", description = "Waits until the cell shows something else.")
  private boolean later;

  @Override
  public void run(Shell shell, Input input) {
    shell.clearOutput(later);
  }
}

package org.multiengine.magics.builtin.session;

import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;

/** Clears the screen. */
@Command(
    name = "clear",
    description = "Clears the screen, as Ctrl-L does.",
    footer = {"", "Example:", "  %%clear"})
public final class ClearMagic implements Magic {

  @Override
  public void run(Shell shell, Input input) {
    shell.clear();
  }
}

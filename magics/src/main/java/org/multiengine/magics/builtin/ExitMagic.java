package org.multiengine.magics.builtin;

import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;

/** Leaves the prompt. */
@Command(
    name = "exit",
    aliases = "quit",
    description = "Leaves the prompt; Ctrl-D does the same. A running cluster goes on.",
    footer = {"", "Example:", "  %%exit"})
public final class ExitMagic implements Magic {

  @Override
  public void run(Shell shell, Input input) {
    shell.exit();
  }
}

package org.multiengine.magics.builtin.session;

import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;

/** Leaves the prompt. */
@Command(
    name = "exit",
    aliases = "quit",
    description = "Leaves the prompt, as Ctrl-D does. A running cluster keeps running.",
    footer = {"", "Example:", "  %%exit"})
public final class ExitMagic implements Magic {

  @Override
  public void run(Shell shell, Input input) {
    shell.exit();
  }
}

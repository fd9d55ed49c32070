package org.multiengine.magics.builtin.session;

import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;

/** Shows the folder of magics and shell commands. */
@Command(
    name = "pwd",
    description = "Shows the folder in which magics find files and shell commands run.",
    footer = {"", "Example:", "  %%pwd"})
public final class PwdMagic implements Magic {

  @Override
  public void run(Shell shell, Input input) {
    shell.out().println(shell.folder());
  }
}

package org.multiengine.magics.builtin;

import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;

/** Lists the magics. */
@Command(
    name = "lsmagic",
    description = "Lists the magics, each with what it does.",
    footer = {"", "Example:", "  %%lsmagic"})
public final class LsMagic implements Magic {

  @Override
  public void run(Shell shell, Input input) {
    var table = new Table("magic", "what it does");
    shell.magics().forEach((name, type) -> table.row("%" + name, summary(type)));
    table.print(shell);
  }

  private static String summary(Class<? extends Magic> type) {
    Command command = type.getAnnotation(Command.class);
    return command == null
        ? ""
        : String.join(" ", command.description()).replace("%n", " ").replace("%%", "%");
  }
}

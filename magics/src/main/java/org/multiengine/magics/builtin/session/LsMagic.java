package org.multiengine.magics.builtin.session;

import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.Table;
import picocli.CommandLine.Command;

/** Lists the magics with their summaries. */
@Command(
    name = "lsmagic",
    description = "Lists the magics with a summary of each.",
    footer = {"", "Example:", "  %%lsmagic"})
public final class LsMagic implements Magic {

  @Override
  public void run(Shell shell, Input input) {
    var table = new Table("magic", "summary");
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

package org.multiengine.magics.builtin.engines;

import org.multiengine.client.MultiEngineClient;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.Table;
import picocli.CommandLine.Command;

/** Lists the clients that are bound to local names. */
@Command(
    name = "clients",
    description = "Lists the clients. A star marks the client that magics use.",
    footer = {"", "Example:", "  %%clients"})
public final class ClientsMagic implements Magic {

  @Override
  public void run(Shell shell, Input input) {
    if (shell.clients().isEmpty()) {
      shell
          .out()
          .println("There are no clients. To make one, type: mec = client.MultiEngineClient()");
      return;
    }
    MultiEngineClient active = shell.client();
    var table = new Table("", "name", "engines", "targets", "block");
    shell
        .clients()
        .forEach(
            (name, client) ->
                table.row(
                    client == active ? "*" : "",
                    name,
                    engines(client),
                    client.targets().toString(),
                    String.valueOf(shell.isBlock(client))));
    table.print(shell);
  }

  private static String engines(MultiEngineClient client) {
    try {
      return String.valueOf(client.size());
    } catch (KernelError closed) {
      return "closed";
    }
  }
}

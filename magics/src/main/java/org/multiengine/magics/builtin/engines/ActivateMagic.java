package org.multiengine.magics.builtin.engines;

import java.util.List;
import java.util.Map;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.UsageError;
import org.multiengine.magics.text.NearNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Selects the client whose engines the magics use. */
@Command(
    name = "activate",
    description = "Selects the client that magics use.",
    footer = {"", "Example:", "  %%activate mec"})
public final class ActivateMagic implements Magic {

  @Parameters(arity = "1", paramLabel = "NAME", description = "The local name of the client.")
  private String name = "";

  @Override
  public void run(Shell shell, Input input) {
    Map<String, MultiEngineClient> clients = shell.clients();
    MultiEngineClient client = clients.get(name);
    if (client == null) {
      throw new UsageError(
          "no client is bound to "
              + name
              + NearNames.question(name, clients.keySet())
              + " (clients: "
              + String.join(", ", clients.keySet())
              + ")");
    }
    shell.activate(client);
    shell.out().println(name + " is active: " + client);
  }

  @Override
  public List<String> complete(Shell shell, String line) {
    return List.copyOf(shell.clients().keySet());
  }
}

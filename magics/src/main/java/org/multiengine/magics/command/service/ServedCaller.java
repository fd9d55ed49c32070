package org.multiengine.magics.command.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.multiengine.client.MultiEngineClient;

/**
 * Another process of this user for which this host runs a command on its own cluster.
 *
 * @param request the request of the process
 * @param ownFile the connection file of this host
 * @param clients returns a new client of this host's cluster
 */
public record ServedCaller(
    CommandRequest request, Path ownFile, Supplier<MultiEngineClient> clients) implements Caller {

  @Override
  public Path connectionFile(Path file) {
    Path absolute = Path.of(request.folder()).resolve(file);
    try {
      if (Files.isSameFile(absolute, ownFile)) {
        return absolute;
      }
    } catch (IOException absent) {
      throw new UnservedException();
    }
    throw new UnservedException();
  }

  @Override
  public MultiEngineClient connect(Path file) {
    return clients.get();
  }

  @Override
  public boolean hasTerminal() {
    return request.hasTerminal();
  }
}

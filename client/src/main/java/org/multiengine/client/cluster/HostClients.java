package org.multiengine.client.cluster;

import akka.actor.typed.ActorSystem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.internal.cluster.HostDoor;
import org.multiengine.client.internal.join.ClusterConnection;
import org.multiengine.client.internal.life.Lifecycle;

/**
 * The clients of a host's own program. Used by one thread at a time, as the host's {@link
 * Lifecycle} makes sure.
 */
final class HostClients {

  private final ActorSystem<?> system;
  private final HostDoor door;
  private final List<MultiEngineClient> clients = new ArrayList<>();
  private @Nullable ClusterConnection connection;

  HostClients(ActorSystem<?> system, HostDoor door) {
    this.system = system;
    this.door = door;
  }

  /**
   * Returns a new client.
   *
   * @param hasProcesses whether the engines run in processes, to which the client connects
   */
  MultiEngineClient attach(boolean hasProcesses) {
    clients.removeIf(MultiEngineClient::isClosed);
    MultiEngineClient client = MultiEngineClient.attach(hasProcesses ? connected() : system);
    clients.add(client);
    return client;
  }

  private static boolean hasEnded(ActorSystem<?> ofClients) {
    return ofClients.getWhenTerminated().toCompletableFuture().isDone();
  }

  /** Returns the actor system of this program's connection to the engine processes. */
  private ActorSystem<?> connected() {
    ClusterConnection known = connection;
    if (known == null || hasEnded(known.system())) {
      known = door.connect(system);
      connection = known;
    }
    return known.system();
  }

  /** Closes all clients, and the connection. */
  void close() {
    var closing = new Lifecycle();
    ClusterConnection open = connection;
    if (open != null) {
      closing.onClose(open::close);
    }
    clients.forEach(client -> closing.onClose(client::close));
    closing.close();
  }
}

package org.multiengine.client.internal.cluster;

import akka.actor.typed.ActorSystem;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.door.NodeDoors;
import org.multiengine.actors.internal.door.SocketFolder;
import org.multiengine.actors.internal.door.client.DoorClient;
import org.multiengine.actors.internal.security.ClusterKeys;
import org.multiengine.actors.internal.security.Credentials;
import org.multiengine.actors.internal.security.NodeKind;
import org.multiengine.client.internal.join.ClusterConnection;
import org.multiengine.core.error.KernelError;

/**
 * The door of a host: its port and the folder of its sockets. Both are there before the host's node
 * and its processes start, which name them; connections are served from {@link #serve} on.
 *
 * <p>Safe for use by several threads.
 */
public final class HostDoor implements AutoCloseable {

  private final DoorPort port;
  private final SocketFolder sockets;
  private final @Nullable ClusterKeys keys;

  /**
   * Creates a door.
   *
   * @param keys the keys of the cluster; null if it is insecure
   */
  public HostDoor(DoorPort port, SocketFolder sockets, @Nullable ClusterKeys keys) {
    this.port = port;
    this.sockets = sockets;
    this.keys = keys;
  }

  /** Returns the address at which clients connect, as {@code host:port}. */
  public String address() {
    return port.address();
  }

  /** Returns the folder of the sockets of the host and its processes. */
  public SocketFolder sockets() {
    return sockets;
  }

  /**
   * Begins to serve connections.
   *
   * @param system the host's node
   * @throws KernelError if the host's socket cannot be created
   */
  public void serve(ActorSystem<?> system) {
    ClusterKeys known = keys;
    try {
      NodeDoors.openAtHost(
          system,
          new NodeDoors.HostDoor(
              port.channel(),
              address(),
              sockets,
              known == null ? null : () -> known.of(NodeKind.HOST)));
    } catch (IOException e) {
      throw new KernelError("clients cannot connect to this host: " + e.getMessage(), e);
    }
  }

  /** Opens a connection of this process to the door, for clients of the host's own program. */
  public ClusterConnection connect(ActorSystem<?> system) {
    ClusterKeys known = keys;
    Supplier<Credentials> credentials = known == null ? null : () -> known.of(NodeKind.CLIENT);
    return ClusterConnection.open(
        new ClusterConnection.Destination(
            this,
            new DoorClient.Target(
                "of this program", List.of(address()), credentials, () -> hasEnded(system)),
            system.settings().config(),
            reason -> "the cluster of this program has ended: " + reason));
  }

  private static boolean hasEnded(ActorSystem<?> system) {
    return system.getWhenTerminated().toCompletableFuture().isDone();
  }

  /** Stops listening and removes the folder. */
  @Override
  public void close() {
    sockets.close();
    port.close();
  }
}

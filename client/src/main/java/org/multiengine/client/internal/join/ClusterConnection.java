package org.multiengine.client.internal.join;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.multiengine.actors.internal.door.client.DoorClient;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.actors.internal.security.Credentials;
import org.multiengine.client.internal.call.OpenSessions;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.core.error.KernelError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of a client to a cluster that its process is no member of. All clients of this JVM
 * and of the same cluster share one connection; it ends with the last of them.
 *
 * <p>Safe for use by several threads.
 */
public final class ClusterConnection implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterConnection.class);

  /** The open connections by their clusters. */
  private static final Map<Object, Shared> OPEN = new HashMap<>();

  /**
   * A cluster to connect to.
   *
   * @param key the same for all connections that can be shared
   * @param target the cluster's doors and credentials
   * @param config the configuration of the clients
   * @param whyLost returns why the cluster has ended, from the reason that the network shows
   */
  public record Destination(
      Object key, DoorClient.Target target, Config config, UnaryOperator<String> whyLost) {}

  /** A connection that is open. */
  interface Opened {

    /** Returns the actor system of the clients. */
    ActorSystem<?> system();

    /** Ends the connection, and waits for its end. */
    void close();
  }

  /** Opens connections. */
  @FunctionalInterface
  interface Opener {

    /**
     * Opens a connection.
     *
     * @param onLost is called once, on any thread, when no host can be reached any longer
     * @throws KernelError if the cluster refuses this client, or no host answers in time
     */
    Opened open(Destination destination, Consumer<String> onLost);
  }

  /** A connection and the number of its users. */
  private static final class Shared {
    private final CompletableFuture<Opened> opened = new CompletableFuture<>();
    private int users;
  }

  private final Object key;
  private final Shared shared;
  private final Opened opened;
  private boolean closed;

  private ClusterConnection(Object key, Shared shared, Opened opened) {
    this.key = key;
    this.shared = shared;
    this.opened = opened;
  }

  /**
   * Opens a connection to the cluster of a connection file.
   *
   * @param file the path of the file; read again when its certificate expires soon
   * @throws KernelError if the file names no door, the cluster refuses this client, or no host
   *     answers in time
   */
  public static ClusterConnection open(Path file, ConnectionData connection) {
    if (connection.doors().isEmpty()) {
      throw new KernelError(
          file
              + " does not name the port at which clients connect to the cluster '"
              + connection.name()
              + "'; write it again with 'multiengine keys --door-port PORT', and start the hosts"
              + " with the same --door-port");
    }
    ConnectionData.Access access = connection.access();
    Supplier<Credentials> credentials =
        access == null ? null : new RenewedCredentials(file, access.client());
    var target =
        new DoorClient.Target(
            connection.name(), connection.doors(), credentials, () -> !connection.hostIsAlive());
    Object key = access == null ? List.copyOf(connection.doors()) : access.client().authority();
    return open(
        new Destination(
            key,
            target,
            NodeConfig.load(),
            reason -> connection.hostIsAlive() ? reason : HostWatch.ended(connection)));
  }

  /**
   * Opens a connection, or shares one that is open.
   *
   * @throws KernelError if the cluster refuses this client, or no host answers in time
   */
  public static ClusterConnection open(Destination destination) {
    return open(destination, ClusterConnection::overDoors);
  }

  private static Opened overDoors(Destination destination, Consumer<String> onLost) {
    Config config = destination.config();
    DoorClient client =
        DoorClient.connect(
            destination.target(),
            config,
            config.getDuration("multiengine.client.join-limit"),
            onLost);
    return new Opened() {
      @Override
      public ActorSystem<?> system() {
        return client.system();
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }

  static ClusterConnection open(Destination destination, Opener opener) {
    Shared shared;
    boolean isFirst;
    synchronized (OPEN) {
      Shared known = OPEN.get(destination.key());
      isFirst = known == null;
      shared = known == null ? new Shared() : known;
      OPEN.put(destination.key(), shared);
      shared.users++;
    }
    try {
      if (isFirst) {
        connect(destination, shared, opener);
      }
      return new ClusterConnection(destination.key(), shared, shared.opened.join());
    } catch (CompletionException e) {
      release(destination.key(), shared);
      throw e.getCause() instanceof KernelError error ? error : e;
    }
  }

  private static void connect(Destination destination, Shared shared, Opener opener) {
    try {
      shared.opened.complete(opener.open(destination, reason -> lost(destination, shared, reason)));
    } catch (RuntimeException | Error e) { // others wait for the outcome
      forget(destination.key(), shared);
      shared.opened.completeExceptionally(e);
    }
  }

  /** Ends the clients, because no host can be reached any longer. */
  private static void lost(Destination destination, Shared shared, String reason) {
    forget(destination.key(), shared);
    String why = destination.whyLost().apply(reason);
    LOG.info("cluster {}: {}", destination.target().name(), why);
    var unused =
        shared.opened.thenAccept(
            opened -> {
              OpenSessions.of(opened.system()).end(why);
              new Thread(opened::close, "end-of-connection").start();
            });
  }

  private static void forget(Object key, Shared shared) {
    synchronized (OPEN) {
      OPEN.remove(key, shared);
    }
  }

  private static void release(Object key, Shared shared) {
    boolean last;
    synchronized (OPEN) {
      shared.users--;
      last = shared.users == 0;
      if (last) {
        OPEN.remove(key, shared);
      }
    }
    Opened opened = shared.opened.isCompletedExceptionally() ? null : shared.opened.getNow(null);
    if (last && opened != null) {
      opened.close();
    }
  }

  /** Returns the actor system of the clients of this connection. */
  public ActorSystem<?> system() {
    return opened.system();
  }

  /** Gives the connection back. The last user ends it, and waits for its end. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    release(key, shared);
  }
}

package org.multiengine.actors.internal.door;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.access.AccessSettings;
import org.multiengine.actors.internal.access.OrderGate;
import org.multiengine.actors.internal.admin.LocalNode;
import org.multiengine.actors.internal.admin.MemberPort;
import org.multiengine.actors.internal.membership.Versions;
import org.multiengine.actors.internal.node.LocalEngines;
import org.multiengine.actors.internal.node.NodeRelay;
import org.multiengine.actors.internal.registry.ReplicatedRegistry;
import org.multiengine.actors.internal.security.Credentials;
import org.multiengine.actors.internal.security.DoorTls;
import org.multiengine.core.net.Connection;
import org.multiengine.core.net.Connections;

/** Opens the doors of nodes. They are closed when the node's actor system ends. */
public final class NodeDoors {

  /** How long the registrar may take to answer an order. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  private NodeDoors() {}

  /**
   * The door of a host.
   *
   * @param bound accepts connections at the door's address
   * @param address the address of the door, {@code host:port}
   * @param sockets the folder of the sockets of this host and its processes
   * @param credentials supplies the host's credentials; null if the cluster has none
   */
  public record HostDoor(
      ServerSocketChannel bound,
      String address,
      SocketFolder sockets,
      @Nullable Supplier<Credentials> credentials) {}

  /**
   * Opens the door of an engine process.
   *
   * @param socket the file of its Unix domain socket
   * @throws IOException if the socket cannot be created
   */
  public static void openAtEngines(ActorSystem<?> system, Path socket) throws IOException {
    DoorSettings settings = DoorSettings.of(system.settings().config());
    Versions versions = Versions.in(system.settings().config());
    Connections connections = DoorConnections.get(system);
    var services =
        new Door.Services(
            new Processes(Cluster.get(system)).own(), null, links(system, settings), null, null);
    var unused =
        connections.listen(
            socket,
            new Door(services, versions, connection -> null, limits(system, settings)),
            settings.maxHandshakes());
  }

  /**
   * Opens the door of a host.
   *
   * @throws IOException if a socket cannot be created
   */
  public static void openAtHost(ActorSystem<?> system, HostDoor door) throws IOException {
    Config config = system.settings().config();
    DoorSettings settings = DoorSettings.of(config);
    Versions versions = Versions.in(config);
    Connections connections = DoorConnections.get(system);
    var processes = new Processes(Cluster.get(system));
    Path folder = door.sockets().path();
    Supplier<Credentials> credentials = door.credentials();
    var services =
        new Door.Services(
            processes.own(),
            credentials == null ? null : credentials.get().cluster(),
            links(system, settings),
            new Passage(
                connections,
                processes,
                door.sockets(),
                door.address(),
                settings.maxBacklogBytes(),
                new DialTasks(system)::run),
            control(system, processes));
    if (folder != null) {
      Path socket = folder.resolve(SocketFolder.HOST);
      var unused =
          connections.listen(
              socket,
              new Door(services, versions, connection -> null, limits(system, settings)),
              settings.maxHandshakes());
    }
    DoorTls tls = credentials == null ? null : new DoorTls(credentials);
    var unused =
        connections.listen(
            door.bound(),
            tls == null ? null : tls::atDoor,
            new Door(
                services,
                versions,
                tls == null ? connection -> null : NodeDoors::problem,
                limits(system, settings)),
            new Connections.Handshakes(settings.handshakeLimit(), settings.maxHandshakes()));
  }

  private static ControlService control(ActorSystem<?> system, Processes processes) {
    Config access = system.settings().config().getConfig("multiengine.access");
    var orders =
        new Orders(new MemberPort(system), new OrderGate(AccessSettings.of(access)), ANSWER_LIMIT);
    return new ControlService(system, new ReplicatedRegistry(), processes, orders);
  }

  private static LinkSessions links(ActorSystem<?> system, DoorSettings settings) {
    LocalEngines engines = LocalNode.get(system).engines();
    return new LinkSessions(
        system,
        () -> {
          ActorRef<NodeRelay.Command> relay = engines.findRelay();
          return relay == null ? null : relay.unsafeUpcast();
        },
        settings.resumeWithin(),
        settings.maxLinks());
  }

  private static Door.Limits limits(ActorSystem<?> system, DoorSettings settings) {
    var tasks = new DialTasks(system);
    return new Door.Limits(
        settings.maxConnections(),
        settings.maxHandshakes(),
        task -> tasks.after(settings.handshakeLimit(), task));
  }

  private static @Nullable String problem(Connection connection) {
    SSLSession session = connection.session();
    return session == null ? "it uses no TLS" : DoorTls.problemOfClient(session);
  }
}

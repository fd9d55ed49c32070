package org.multiengine.actors.internal.process;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.internal.admin.ClusterAdmin;
import org.multiengine.actors.internal.admin.LocalNode;
import org.multiengine.actors.internal.door.NodeDoors;
import org.multiengine.actors.internal.membership.HostLoss;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.actors.internal.membership.NodeSystem;
import org.multiengine.actors.internal.metrics.Metrics;
import org.multiengine.actors.internal.node.NodeRelay;
import org.multiengine.actors.internal.security.Credentials;
import org.multiengine.core.engine.StartupScript;

/**
 * The main class of an engine process, which is started by its host. The process joins the host's
 * cluster, holds the engines of one slot, and ends when its standard input ends. That happens when
 * the host ends, however it ends.
 *
 * <p>The process is configured by the system properties {@code akka.cluster.seed-nodes.0}, {@code
 * akka.cluster.roles}, {@code multiengine.engine.slot} and {@code multiengine.engine.count}. Its
 * standard input, which no other process can read, begins with its credentials, if {@code
 * multiengine.engine.secured} is set, and a start-up script of {@code
 * multiengine.engine.startup.bytes}. Renewed credentials may follow at any time.
 */
public final class EngineMain {

  /**
   * How long the actor system may take to end before the process ends without it. Akka's remoting
   * sometimes waits for the end of a TLS connection for ever.
   */
  public static final Duration END_LIMIT = Duration.ofSeconds(3);

  /** How long other nodes may take to receive the report that the host has ended. */
  private static final Duration REPORT_LIMIT = Duration.ofSeconds(10);

  /** Whether this process has begun to end, so that the end of its relay is no fault. */
  private static final AtomicBoolean ENDING = new AtomicBoolean();

  private EngineMain() {}

  /** Starts the engines and serves until standard input ends. */
  public static void main(String[] args) throws IOException {
    InputStream host = System.in;
    // A script that read standard input would block for ever and could not be interrupted.
    System.setIn(InputStream.nullInputStream());
    Config config = NodeConfig.load();
    boolean secured = config.getBoolean("multiengine.engine.secured");
    var credentials = new AtomicReference<Credentials>();
    if (secured) {
      credentials.set(Credentials.readFrom(host));
    }
    ActorSystem<Void> system =
        secured
            ? NodeSystem.startSecured(config, credentials::get)
            : NodeSystem.startInsecure(config);
    serve(system, host);
    awaitEndOf(host, secured, credentials);
    if (HostLoss.report(system)) {
      awaitEnd(system, REPORT_LIMIT);
    }
    end(system);
  }

  private static void serve(ActorSystem<?> system, InputStream host) throws IOException {
    Multiengine multiengine = Multiengine.get(system);
    ClusterAdmin.get(system).onEmpty(() -> new Thread(() -> end(system), "end-of-process").start());
    // Ends the process of a node that its cluster has declared down.
    system.getWhenTerminated().thenRun(() -> Runtime.getRuntime().halt(0));
    Config config = system.settings().config();
    if (config.getBoolean("multiengine.engine.measured")) {
      Metrics.get(system).keepFigures();
    }
    String socket = config.getString("multiengine.door.socket");
    if (!socket.isEmpty()) {
      NodeDoors.openAtEngines(system, Path.of(socket));
    }
    int count = config.getInt("multiengine.engine.count");
    int bytes = config.getInt("multiengine.engine.startup.bytes");
    if (bytes == 0) {
      multiengine.startEngines(count);
    } else {
      String text = new String(host.readNBytes(bytes), StandardCharsets.UTF_8);
      String name = config.getString("multiengine.engine.startup.name");
      multiengine.startEngines(count, new StartupScript(name, text));
    }
    watch(system, LocalNode.get(system).engines().relay());
  }

  /**
   * Ends the process if its relay ends, because the engines cannot be reached without it. The host
   * then starts another process.
   */
  private static void watch(ActorSystem<?> system, ActorRef<NodeRelay.Command> relay) {
    Behavior<Void> watch =
        Behaviors.setup(
            context -> {
              context.watch(relay);
              return Behaviors.receive(Void.class)
                  .onSignal(Terminated.class, ended -> relayEnded(system))
                  .build();
            });
    system.systemActorOf(watch, "multiengine-relay-watch", Props.empty());
  }

  private static Behavior<Void> relayEnded(ActorSystem<?> system) {
    if (!ENDING.get() && CoordinatedShutdown.get(system).getShutdownReason().isEmpty()) {
      system.log().error("the relay of this node has ended; its process ends, too");
      Runtime.getRuntime().halt(1);
    }
    return Behaviors.stopped();
  }

  /** Reads renewed credentials from the host until standard input ends. */
  private static void awaitEndOf(
      InputStream host, boolean secured, AtomicReference<Credentials> credentials)
      throws IOException {
    try {
      while (secured) {
        credentials.set(Credentials.readFrom(host));
      }
    } catch (EOFException hostEnded) {
      return;
    }
    while (host.read() >= 0) {
      // the host still runs
    }
  }

  /** Ends the process even if threads or shutdown hooks of a script would keep it running. */
  private static void end(ActorSystem<?> system) {
    ENDING.set(true);
    system.terminate();
    Runtime.getRuntime().halt(awaitEnd(system, END_LIMIT) ? 0 : 1);
  }

  private static boolean awaitEnd(ActorSystem<?> system, Duration limit) {
    try {
      system.getWhenTerminated().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException | ExecutionException | TimeoutException cannotWait) {
      return false;
    }
  }
}

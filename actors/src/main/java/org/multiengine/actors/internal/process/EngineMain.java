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
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.internal.admin.ClusterAdmin;
import org.multiengine.actors.internal.admin.LocalNode;
import org.multiengine.actors.internal.membership.HostLoss;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.actors.internal.membership.NodeSystem;
import org.multiengine.actors.internal.metrics.Metrics;
import org.multiengine.actors.internal.node.NodeRelay;
import org.multiengine.actors.internal.security.Credentials;
import org.multiengine.core.engine.StartupScript;

/**
 * The program of an engine process, started by its host. It joins the host's cluster, holds the
 * engines of one slot, and ends when its standard input ends, which is when the host ends in
 * whatever way.
 *
 * <p>All it needs to know is in system properties: {@code akka.cluster.seed-nodes.0}, {@code
 * akka.cluster.roles}, {@code multiengine.engine.slot}, {@code multiengine.engine.count}; and at
 * the begin of its standard input, where no other process sees it: its credentials, if {@code
 * multiengine.engine.secured} says so, and a start-up script of {@code
 * multiengine.engine.startup.bytes}. New credentials may follow at any time.
 */
public final class EngineMain {

  private static final Duration END_LIMIT = Duration.ofSeconds(2);

  private EngineMain() {}

  /** Starts the engines and serves until standard input ends. */
  public static void main(String[] args) throws IOException {
    InputStream host = System.in;
    // A script that reads it would wait behind this thread for ever, out of reach of interrupts.
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
      awaitEnd(system);
    }
    end(system);
  }

  private static void serve(ActorSystem<?> system, InputStream host) throws IOException {
    Multiengine multiengine = Multiengine.get(system);
    ClusterAdmin.get(system).onEmpty(() -> new Thread(() -> end(system), "end-of-process").start());
    // A node that its cluster has declared down is of no use; without this its process would stay.
    system.getWhenTerminated().thenRun(() -> Runtime.getRuntime().halt(0));
    Config config = system.settings().config();
    if (config.getBoolean("multiengine.engine.measured")) {
      Metrics.get(system).keepFigures();
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

  /** Nobody reaches the engines without their relay; the host starts another process. */
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
    if (CoordinatedShutdown.get(system).getShutdownReason().isEmpty()) {
      system.log().error("the relay of this node has ended, so its process does");
      Runtime.getRuntime().halt(1);
    }
    return Behaviors.stopped();
  }

  /** All the host says is what the process's new credentials are. */
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
      // that the host is there is all that counts
    }
  }

  /** Ends the process even if a script's threads or hooks would keep it. */
  private static void end(ActorSystem<?> system) {
    system.terminate();
    Runtime.getRuntime().halt(awaitEnd(system) ? 0 : 1);
  }

  private static boolean awaitEnd(ActorSystem<?> system) {
    try {
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .get(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException | ExecutionException | TimeoutException cannotWait) {
      return false;
    }
  }
}

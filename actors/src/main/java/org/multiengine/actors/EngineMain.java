package org.multiengine.actors;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.multiengine.core.engine.StartupScript;

/**
 * The program of an engine process, started by its host. It joins the host's cluster, holds the
 * engines of one slot, and ends when its standard input ends, which is when the host ends in
 * whatever way.
 *
 * <p>All it needs to know is in system properties: {@code akka.cluster.seed-nodes.0}, {@code
 * akka.cluster.roles}, {@code multiengine.engine.slot}, {@code multiengine.engine.count}; and, if
 * {@code multiengine.engine.startup.bytes} says so, a start-up script at the begin of its standard
 * input.
 */
public final class EngineMain {

  private static final Duration END_LIMIT = Duration.ofSeconds(2);

  private EngineMain() {}

  /** Starts the engines and serves until standard input ends. */
  public static void main(String[] args) throws IOException {
    InputStream host = System.in;
    Config config = NodeConfig.load();
    ActorSystem<Void> system =
        ActorSystem.create(Behaviors.empty(), NodeConfig.SYSTEM_NAME, config);
    Multiengine multiengine = Multiengine.get(system);
    multiengine.onEmpty(() -> new Thread(() -> end(system), "end-of-process").start());
    // A node that its cluster has declared down is of no use; without this its process would stay.
    system.getWhenTerminated().thenRun(() -> Runtime.getRuntime().halt(0));
    int count = config.getInt("multiengine.engine.count");
    int bytes = config.getInt("multiengine.engine.startup.bytes");
    if (bytes == 0) {
      multiengine.startEngines(count);
    } else {
      String text = new String(host.readNBytes(bytes), StandardCharsets.UTF_8);
      String name = config.getString("multiengine.engine.startup.name");
      multiengine.startEngines(count, new StartupScript(name, text));
    }
    while (host.read() >= 0) {
      // the host says nothing; that it is there is all that counts
    }
    end(system);
  }

  /** Ends the process even if a script's threads or hooks would keep it. */
  private static void end(ActorSystem<?> system) {
    system.terminate();
    try {
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .get(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException cannotWait) {
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime().halt(0);
  }
}

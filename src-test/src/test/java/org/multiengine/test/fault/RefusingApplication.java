package org.multiengine.test.fault;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Duration;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.access.Guard;
import org.multiengine.client.cluster.ApplicationCluster;
import org.multiengine.client.join.ClusterFolder;

/**
 * An application with an engine whose guard refuses all requests. It prints when it is ready; at a
 * line of its input it prints the most memory that its objects have taken, and ends.
 */
final class RefusingApplication {

  /** The line that the application prints when clients can connect. */
  static final String READY = "ready";

  private static final String SETTINGS =
      """
      akka {
        loglevel = ERROR
        stdout-loglevel = ERROR
        actor.provider = cluster
        remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
        cluster.roles = ["host", "engine", "multiengine"]
        coordinated-shutdown.exit-jvm = off
      }
      """;

  private RefusingApplication() {}

  /** Returns the folder in which an application publishes itself. */
  static ClusterFolder folder(Path home) {
    return new ClusterFolder("refusing", home);
  }

  /** Runs the application; its argument is a folder for its connection file. */
  public static void main(String[] args) throws IOException, InterruptedException {
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "refusing",
            ConfigFactory.parseString(SETTINGS).withFallback(ConfigFactory.load()));
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(new Join(cluster.selfMember().address()));
    Multiengine multiengine = Multiengine.get(system);
    multiengine.guard(Guard.nobody("maintenance"));
    multiengine.startHost();
    multiengine.startEngines(1);
    var unused = multiengine.directory().await(1, Duration.ofSeconds(60), now -> {});
    ApplicationCluster attached = ApplicationCluster.attach(system, folder(Path.of(args[0])));
    System.out.println(READY);
    if (System.in.read() >= 0) {
      System.out.println(peakMebibytes());
    }
    attached.close();
    system.terminate();
  }

  private static long peakMebibytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum()
        >> 20;
  }
}

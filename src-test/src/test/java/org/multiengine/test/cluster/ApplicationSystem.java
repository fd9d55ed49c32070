package org.multiengine.test.cluster;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Actor systems of an application, with Akka's defaults and a few settings of its own. */
final class ApplicationSystem {

  private static final String SETTINGS =
      """
      akka {
        loglevel = ERROR
        stdout-loglevel = ERROR
        actor {
          provider = cluster
          allow-java-serialization = off
          serialization-bindings { "org.multiengine.test.cluster.ApplicationSystem$Order" = jackson-json }
        }
        serialization.jackson {
          jackson-modules = ["akka.serialization.jackson.AkkaJacksonModule"]
          visibility { FIELD = NONE }
          serialization-features { WRITE_DATES_AS_TIMESTAMPS = on, FAIL_ON_EMPTY_BEANS = off }
          deserialization-features { FAIL_ON_UNKNOWN_PROPERTIES = on }
          compression { algorithm = gzip, compress-larger-than = 1 KiB }
        }
        remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
        cluster.jmx.multi-mbeans-in-same-jvm = on
        coordinated-shutdown.exit-jvm = off
      }
      """;

  /** A message of the application. */
  interface Order {}

  private ApplicationSystem() {}

  static ActorSystem<Void> start(String... roles) {
    return startWith("", roles);
  }

  /** Starts a system with further settings. */
  static ActorSystem<Void> startWith(String settings, String... roles) {
    String ofNode = List.of(roles).stream().collect(Collectors.joining("\", \"", "[\"", "\"]"));
    return ActorSystem.create(
        Behaviors.empty(),
        "shop",
        ConfigFactory.parseString("akka.cluster.roles = " + ofNode)
            .withFallback(ConfigFactory.parseString(settings))
            .withFallback(ConfigFactory.parseString(SETTINGS))
            .withFallback(ConfigFactory.load()));
  }

  /** Makes a system a member of the cluster of another, or of its own. */
  static void join(ActorSystem<?> system, ActorSystem<?> seed) {
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(new Join(Cluster.get(seed).selfMember().address()));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> cluster.selfMember().status().equals(MemberStatus.up()));
  }
}

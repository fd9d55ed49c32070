package org.multiengine.actors.internal.membership;

import akka.actor.BootstrapSetup;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.multiengine.actors.internal.security.ClusterTls;
import org.multiengine.actors.internal.security.Credentials;

/** The actor systems of nodes that Multiengine starts itself. */
public final class NodeSystem {

  /**
   * How many others each node monitors. Hosts monitor all, because engine processes judge nobody;
   * Akka's default of nine would leave most nodes of a large cluster to them.
   */
  private static final String MONITORED =
      "akka.cluster.failure-detector.monitored-by-nr-of-members";

  private static final int ALL = 1_000_000;

  private static final String FAILURE_DETECTOR = "akka.cluster.failure-detector";
  private static final String FAILURE_DETECTOR_OF_ENGINES = "multiengine.engine.failure-detector";

  private NodeSystem() {}

  /**
   * Starts an actor system whose connections are secured by TLS.
   *
   * @param config its configuration, see {@link NodeConfig}
   * @param credentials supplies the credentials that it shows to other nodes, at each connection
   */
  public static ActorSystem<Void> startSecured(Config config, Supplier<Credentials> credentials) {
    var tls = new ClusterTls(credentials, seedNodes(config));
    ActorSystem<Void> system = start(with(config, "tls-tcp"), ActorSystemSetup.create(tls.setup()));
    if (Cluster.get(system).selfMember().hasRole(NodeRoles.HOST)) {
      system.systemActorOf(
          MembershipGuard.create(tls.peers()), "multiengine-membership-guard", Props.empty());
    }
    return system;
  }

  /** Returns the addresses {@code host:port} of the seed nodes, all of which are hosts. */
  private static Set<String> seedNodes(Config config) {
    return config.getStringList("akka.cluster.seed-nodes").stream()
        .map(Addresses::hostAndPort)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Starts an actor system that accepts any connection to its port. */
  public static ActorSystem<Void> startInsecure(Config config) {
    return start(with(config, "tcp"), ActorSystemSetup.empty());
  }

  /**
   * Starts an actor system for a node of an application's cluster, with the transport that the
   * configuration names.
   *
   * @param name the name of the application's actor systems
   */
  public static ActorSystem<Void> startIn(String name, Config config) {
    return ActorSystem.create(Behaviors.empty(), name, config);
  }

  private static Config with(Config config, String transport) {
    Config ours =
        config.withValue("akka.remote.artery.transport", ConfigValueFactory.fromAnyRef(transport));
    boolean judges = !ours.getStringList("akka.cluster.roles").contains(NodeRoles.ENGINE);
    return judges
        ? ours.withValue(MONITORED, ConfigValueFactory.fromAnyRef(ALL))
        : ours.getConfig(FAILURE_DETECTOR_OF_ENGINES).atPath(FAILURE_DETECTOR).withFallback(ours);
  }

  private static ActorSystem<Void> start(Config config, ActorSystemSetup setup) {
    ClassLoader loader = new AkkaManifests(NodeSystem.class.getClassLoader());
    BootstrapSetup bootstrap =
        BootstrapSetup.create(Optional.of(loader), Optional.of(config), Optional.empty());
    ActorSystem<Void> system =
        ActorSystem.create(Behaviors.empty(), NodeConfig.SYSTEM_NAME, setup.withSetup(bootstrap));
    judgePeers(system);
    GossipPace.start(system);
    return system;
  }

  /** Leaves it to the hosts to decide which nodes are lost. */
  private static void judgePeers(ActorSystem<?> system) {
    if (!Cluster.get(system).selfMember().hasRole(NodeRoles.HOST)) {
      var members = new MemberIndex(system);
      InformedFailureDetector.judge(system, new EnginePeerJudge(members::isDown, System::nanoTime));
    }
  }
}

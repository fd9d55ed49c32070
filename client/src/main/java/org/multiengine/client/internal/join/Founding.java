package org.multiengine.client.internal.join;

import akka.actor.Address;
import akka.actor.AddressFromURIString;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.cluster.typed.JoinSeedNodes;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The founding of a cluster by the first of its seed nodes. Akka founds a cluster when the others
 * have replied that there is none, but also when one has not replied for a time. A living cluster
 * whose hosts are slow would then get a second one beside it. This node therefore founds a cluster
 * without the reply of another seed node only if that seed node accepts no connection either: the
 * system accepts connections for a process however slow the process is.
 */
public final class Founding {

  private static final Logger LOG = LoggerFactory.getLogger(Founding.class);
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

  /** In place of the time after which Akka founds a cluster without replies. */
  private static final String NEVER = "3650d";

  private final ActorSystem<?> system;
  private final Cluster cluster;
  private final List<Address> others;
  private final Predicate<Address> accepts;
  private List<Address> asked;

  private Founding(ActorSystem<?> system, List<Address> others, Predicate<Address> accepts) {
    this.system = system;
    this.cluster = Cluster.get(system);
    this.others = others;
    this.accepts = accepts;
    this.asked = others;
  }

  /** Returns the configuration of a host in which Akka leaves the founding to this class. */
  public static Config in(Config host) {
    return isFirstOfSeveral(host)
        ? host.withValue("akka.cluster.seed-node-timeout", ConfigValueFactory.fromAnyRef(NEVER))
        : host;
  }

  private static boolean isFirstOfSeveral(Config host) {
    List<String> seeds = host.getStringList("akka.cluster.seed-nodes");
    Config canonical = host.getConfig("akka.remote.artery.canonical");
    return seeds.size() > 1
        && seeds
            .get(0)
            .endsWith("@" + canonical.getString("hostname") + ":" + canonical.getInt("port"));
  }

  /** Founds the cluster of a host if the host is the first seed node and finds no cluster. */
  public static void start(ActorSystem<?> system) {
    start(system, Founding::acceptsConnections);
  }

  static void start(ActorSystem<?> system, Predicate<Address> accepts) {
    Config config = system.settings().config();
    if (isFirstOfSeveral(config)) {
      List<Address> seeds =
          config.getStringList("akka.cluster.seed-nodes").stream()
              .map(AddressFromURIString::parse)
              .toList();
      new Founding(system, seeds.subList(1, seeds.size()), accepts)
          .later(config.getDuration("multiengine.host.founding-wait"));
    }
  }

  private void later(Duration wait) {
    var unused =
        system
            .scheduler()
            .scheduleOnce(
                wait, this::check, system.dispatchers().lookup(DispatcherSelector.blocking()));
  }

  private void check() {
    if (isMember() || system.getWhenTerminated().toCompletableFuture().isDone()) {
      return;
    }
    List<Address> alive = others.stream().filter(accepts).toList();
    if (alive.isEmpty()) {
      LOG.info("this host founds a cluster: no other seed node accepts connections");
      cluster.manager().tell(new Join(cluster.selfMember().address()));
      return;
    }
    if (!alive.equals(asked)) {
      asked = alive;
      List<Address> seeds = new ArrayList<>(List.of(cluster.selfMember().address()));
      seeds.addAll(alive);
      cluster.manager().tell(new JoinSeedNodes(seeds));
    }
    later(CHECK_INTERVAL);
  }

  private boolean isMember() {
    return cluster.selfMember().status() != MemberStatus.removed();
  }

  private static boolean acceptsConnections(Address address) {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(address.getHost().orElseThrow(), address.getPort().orElseThrow()),
          Math.toIntExact(CONNECT_LIMIT.toMillis()));
      return true;
    } catch (IOException e) {
      LOG.debug("{} accepts no connection", address, e);
      return false;
    }
  }
}

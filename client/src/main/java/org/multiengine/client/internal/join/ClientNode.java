package org.multiengine.client.internal.join;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import java.util.List;
import org.multiengine.actors.internal.admin.ClusterAdmin;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.membership.NodeSystem;
import org.multiengine.actors.internal.membership.Versions;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.client.internal.machine.ProcessRole;
import org.multiengine.client.internal.machine.Route;
import org.multiengine.client.join.PortRange;
import org.multiengine.core.error.KernelError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node that joins the running cluster of an application for the clients of this program, and
 * leaves it again. In a cluster that Multiengine has started, clients are no nodes.
 */
public final class ClientNode implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClientNode.class);
  private static final Duration REGISTRY_WAIT = Duration.ofSeconds(8);

  private final ActorSystem<Void> system;
  private final Membership membership;

  private ClientNode(ActorSystem<Void> system) {
    this.system = system;
    this.membership = new Membership(system);
  }

  /**
   * Joins the cluster of an application.
   *
   * @throws KernelError if the cluster does not admit this node in time; the node has ended then
   */
  public static ClientNode join(ConnectionData connection) {
    Config config = config(connection);
    Duration limit = config.getDuration("multiengine.client.join-limit");
    var node = new ClientNode(start(connection, config));
    try {
      node.awaitUp(connection, limit);
      return node;
    } catch (RuntimeException e) {
      node.membership.terminate();
      throw e;
    }
  }

  private static Config config(ConnectionData connection) {
    Config config =
        NodeConfig.load()
            .withValue(
                "akka.cluster.seed-nodes", ConfigValueFactory.fromIterable(connection.seedNodes()))
            .withValue(
                "akka.cluster.roles",
                ConfigValueFactory.fromIterable(List.of(NodeRoles.CLIENT, ProcessRole.own())));
    String named = config.getString("multiengine.client.address");
    String address = named.isEmpty() ? Route.ownAddressTowards(connection.host()) : named;
    PortRange ports = PortRange.parse(config.getString("multiengine.client.ports"));
    Config bound = HostAddress.of(address, null, ports, PortRange.ANY).in(config);
    return ApplicationSettings.in(bound, connection.settings());
  }

  private static ActorSystem<Void> start(ConnectionData connection, Config config) {
    requireSameVersions(connection);
    return NodeSystem.startIn(connection.system(), config);
  }

  /** Checks the versions of an application, whose nodes do not check those of this one. */
  private static void requireSameVersions(ConnectionData connection) {
    var theirs = new Versions(connection.versions());
    if (!theirs.equals(Versions.own())) {
      throw new KernelError(
          "the application '"
              + connection.name()
              + "' runs other versions; run the same on both:"
              + Versions.own().besides("here", theirs, "application"));
    }
  }

  private void awaitUp(ConnectionData connection, Duration limit) {
    ClusterAdmin admin = ClusterAdmin.get(system);
    try {
      membership.awaitUp(connection, limit);
      if (!admin.awaitRegistry(REGISTRY_WAIT)) {
        LOG.debug("the cluster {} has no engines now", connection.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelError("interrupted while joining the cluster", e);
    }
  }

  public ActorSystem<Void> system() {
    return system;
  }

  /** Leaves the cluster and ends the node. */
  @Override
  public void close() {
    membership.leaveSoon();
    membership.terminate();
  }
}

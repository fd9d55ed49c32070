package org.multiengine.client;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.NodeConfig;
import org.multiengine.actors.NodeRoles;
import org.multiengine.core.KernelError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node that joins a running cluster for the clients of this program, and leaves it in order. */
final class ClientNode implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClientNode.class);
  private static final Duration CHECK_INTERVAL = Duration.ofMillis(20);
  private static final Duration REGISTRY_LIMIT = Duration.ofSeconds(3);
  private static final Duration LEAVE_LIMIT = Duration.ofSeconds(10);

  private final ActorSystem<Void> system;

  private ClientNode(ActorSystem<Void> system) {
    this.system = system;
  }

  /**
   * Joins.
   *
   * @throws KernelError if the cluster does not take this node in time; it has left again then
   */
  static ClientNode join(ConnectionFile connection) {
    Config config =
        NodeConfig.load()
            .withValue(
                "akka.cluster.seed-nodes", ConfigValueFactory.fromIterable(connection.seedNodes()))
            .withValue(
                "akka.cluster.roles", ConfigValueFactory.fromIterable(List.of(NodeRoles.CLIENT)));
    Duration limit = config.getDuration("multiengine.client.join-limit");
    var node =
        new ClientNode(ActorSystem.create(Behaviors.empty(), NodeConfig.SYSTEM_NAME, config));
    try {
      node.awaitUp(connection, limit);
      return node;
    } catch (RuntimeException e) {
      node.terminate();
      throw e;
    }
  }

  private void awaitUp(ConnectionFile connection, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    Multiengine multiengine = Multiengine.get(system);
    try {
      while (Cluster.get(system).selfMember().status() != MemberStatus.up()) {
        if (System.nanoTime() > deadline) {
          throw new KernelError(
              "the cluster '"
                  + connection.name()
                  + "' at "
                  + connection.address()
                  + " did not let this client join within "
                  + limit.toSeconds()
                  + " s; is its host still running? See: multiengine status");
        }
        TimeUnit.NANOSECONDS.sleep(CHECK_INTERVAL.toNanos());
      }
      // The registry arrives whole, and a moment later than this node is a member.
      if (!multiengine.directory().await(1, REGISTRY_LIMIT, now -> {})) {
        LOG.info("the cluster {} has no engines now", connection.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelError("interrupted while joining the cluster", e);
    }
  }

  ActorSystem<Void> system() {
    return system;
  }

  /** Leaves the cluster and ends the node. */
  @Override
  public void close() {
    try {
      CoordinatedShutdown.get(system)
          .runAll(CoordinatedShutdown.clusterLeavingReason())
          .toCompletableFuture()
          .get(LEAVE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("this client could not leave the cluster in order", e);
    } finally {
      terminate();
    }
  }

  private void terminate() {
    system.terminate();
    try {
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .get(LEAVE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the actor system of this client did not end in time", e);
    }
  }
}

package org.multiengine.client;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import akka.cluster.typed.Leave;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.membership.Versions;
import org.multiengine.core.error.KernelError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The part of a node in a cluster that others have started: how it comes, and how it goes. */
final class Membership {

  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
  private static final Duration CHECK_INTERVAL = Duration.ofMillis(20);
  private static final Duration ORDER_LIMIT = Duration.ofSeconds(2);
  private static final Duration LEAVE_LIMIT = Duration.ofSeconds(10);
  private static final Duration END_LIMIT = Duration.ofSeconds(3);

  private final ActorSystem<?> system;
  private final Cluster cluster;

  Membership(ActorSystem<?> system) {
    this.system = system;
    this.cluster = Cluster.get(system);
  }

  /**
   * Waits until this node, which joins by its seed nodes, is a member.
   *
   * @throws KernelError if the cluster does not take it in time, says why
   */
  void awaitUp(ConnectionFile connection, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (cluster.selfMember().status() != MemberStatus.up()) {
      if (isRefused()) {
        throw new KernelError(refusal(connection));
      }
      if (System.nanoTime() > deadline) {
        throw new KernelError(noAnswer(connection, limit));
      }
      TimeUnit.NANOSECONDS.sleep(CHECK_INTERVAL.toNanos());
    }
  }

  private boolean isRefused() {
    return CoordinatedShutdown.get(system)
        .getShutdownReason()
        .filter(reason -> reason == CoordinatedShutdown.incompatibleConfigurationDetectedReason())
        .isPresent();
  }

  private String refusal(ConnectionFile connection) {
    Versions own = Versions.in(system.settings().config());
    var theirs = new Versions(connection.versions());
    String which =
        own.equals(theirs)
            ? "; its log tells which"
            : "; run the same on both:" + own.besides("here", theirs, "cluster");
    return "the cluster '" + connection.name() + "' runs other versions" + which;
  }

  private static String noAnswer(ConnectionFile connection, Duration limit) {
    return "the cluster '"
        + connection.name()
        + "' at "
        + String.join(", ", connection.seedNodes())
        + " did not let this node join within "
        + limit.toSeconds()
        + " s; is its host still running (multiengine status), is it bound to an address that can"
        + " be reached from here (multiengine start --bind), and was the connection file copied"
        + " since the cluster was made?";
  }

  /** Returns whether there is another host, which keeps the cluster going without this one. */
  boolean hasOtherHosts() {
    return members().stream()
        .anyMatch(member -> member.hasRole(NodeRoles.HOST) && !member.equals(cluster.selfMember()));
  }

  /** Returns the addresses of the hosts that are up, that of this node first if it is one. */
  List<String> hosts() {
    String own = cluster.selfMember().address().toString();
    return members().stream()
        .filter(member -> member.hasRole(NodeRoles.HOST) && member.status() == MemberStatus.up())
        .map(member -> member.address().toString())
        .sorted((a, b) -> Boolean.compare(b.equals(own), a.equals(own)))
        .toList();
  }

  private List<Member> members() {
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false).toList();
  }

  /** Takes the nodes of slots out of the cluster in order, and waits for it up to a limit. */
  void removeSlots(Set<String> slots) throws InterruptedException {
    nodesOf(slots).forEach(node -> cluster.manager().tell(new Leave(node.address())));
    long deadline = System.nanoTime() + LEAVE_LIMIT.toNanos();
    while (!nodesOf(slots).isEmpty()) {
      if (System.nanoTime() > deadline) {
        LOG.warn("engine processes of this host did not leave the cluster in time");
        return;
      }
      TimeUnit.NANOSECONDS.sleep(CHECK_INTERVAL.toNanos());
    }
  }

  private List<Member> nodesOf(Set<String> slots) {
    return members().stream()
        .filter(member -> slots.stream().anyMatch(slot -> member.hasRole(NodeRoles.slot(slot))))
        .toList();
  }

  /** Leaves the cluster in order, and waits for it up to a limit. */
  void leave() {
    startLeaving();
    try {
      if (!isOutWithin(LEAVE_LIMIT)) {
        LOG.warn("this node could not leave the cluster in order");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void startLeaving() {
    var unused = CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.clusterLeavingReason());
  }

  /**
   * Leaves the cluster as a node may that others do not depend on. A cluster lets nobody go in
   * order while another node does not answer, as a client that was killed: after a short while this
   * one declares itself down, which frees it.
   */
  void leaveSoon() {
    startLeaving();
    try {
      if (!isOutWithin(ORDER_LIMIT)) {
        cluster.manager().tell(new Down(cluster.selfMember().address()));
        if (!isOutWithin(LEAVE_LIMIT)) {
          LOG.warn("this node could not leave the cluster in order");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOutWithin(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!cluster.isTerminated()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      TimeUnit.NANOSECONDS.sleep(CHECK_INTERVAL.toNanos());
    }
    return true;
  }

  /**
   * Ends the node's actor system, and waits for it up to a limit. Now and then Akka waits for ever
   * for a TLS connection that does not close; its threads keep no JVM, so nobody else has to wait.
   */
  void terminate() {
    system.terminate();
    try {
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .get(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("the connections of this node did not close in time", e);
    }
  }
}

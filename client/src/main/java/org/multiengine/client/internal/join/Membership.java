package org.multiengine.client.internal.join;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import akka.cluster.typed.Leave;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.membership.Versions;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.core.error.KernelError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The membership of a node in a cluster: how the node joins, and how it leaves. */
public final class Membership {

  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
  private static final Duration GRACEFUL_LEAVE_LIMIT = Duration.ofSeconds(2);
  private static final Duration LEAVE_LIMIT = Duration.ofSeconds(10);
  private static final Duration TERMINATION_LIMIT = Duration.ofSeconds(3);

  private final ActorSystem<?> system;
  private final Cluster cluster;

  /** Creates the membership of a node. */
  public Membership(ActorSystem<?> system) {
    this.system = system;
    this.cluster = Cluster.get(system);
  }

  /**
   * Waits until this node, which joins through its seed nodes, is a member.
   *
   * @throws KernelError if the cluster does not admit the node in time; says why
   */
  public void awaitUp(ConnectionData connection, Duration limit) throws InterruptedException {
    var admitted = new CompletableFuture<Boolean>();
    classicCluster().registerOnMemberUp(() -> admitted.complete(true));
    onShutdown(() -> refuse(admitted));
    refuse(admitted); // the shutdown may have begun before
    if (!isCompletedWithin(limit, admitted)) {
      throw new KernelError(noAnswer(connection, limit));
    }
    if (!admitted.join()) {
      throw new KernelError(refusal(connection));
    }
  }

  private akka.cluster.Cluster classicCluster() {
    return akka.cluster.Cluster.get(Adapter.toClassic(system));
  }

  private void onShutdown(Runnable action) {
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeServiceUnbind(),
            "end-of-joining",
            () -> {
              action.run();
              return CompletableFuture.completedFuture(Done.getInstance());
            });
  }

  /** Completes a join with false if the cluster has refused this node. */
  private void refuse(CompletableFuture<Boolean> admitted) {
    CoordinatedShutdown.get(system)
        .getShutdownReason()
        .filter(reason -> reason == CoordinatedShutdown.incompatibleConfigurationDetectedReason())
        .ifPresent(reason -> admitted.complete(false));
  }

  private String refusal(ConnectionData connection) {
    Versions own = Versions.in(system.settings().config());
    var theirs = new Versions(connection.versions());
    String which =
        own.equals(theirs)
            ? "; its log tells which"
            : "; run the same on both:" + own.besides("here", theirs, "cluster");
    return "the cluster '" + connection.name() + "' runs other versions" + which;
  }

  private static String noAnswer(ConnectionData connection, Duration limit) {
    return "the cluster '"
        + connection.name()
        + "' at "
        + String.join(", ", connection.seedNodes())
        + " did not let this node join within "
        + limit.toSeconds()
        + " s; "
        + (connection.isOfThisMachine()
            ? ""
            : "its host, process "
                + connection.pid()
                + ", is on the machine '"
                + connection.machine()
                + "'; ")
        + "is its host still running (multiengine status), is it bound to an address that can"
        + " be reached from here (multiengine start --bind), and was the connection file copied"
        + " since the cluster was made?";
  }

  /** Returns whether there is another host, which keeps the cluster going without this one. */
  public boolean hasOtherHosts() {
    return members().stream()
        .anyMatch(member -> member.hasRole(NodeRoles.HOST) && !member.equals(cluster.selfMember()));
  }

  /** Returns the addresses of the hosts that are up; that of this node first if it is a host. */
  public List<String> hosts() {
    String own = cluster.selfMember().address().toString();
    return hostsUp()
        .map(member -> member.address().toString())
        .sorted((a, b) -> Boolean.compare(b.equals(own), a.equals(own)))
        .toList();
  }

  /**
   * Returns the addresses at which clients connect to the hosts, as {@code host:port}: that of this
   * node first if it is a host, and those of the other hosts that are up.
   */
  public List<String> doors() {
    return Stream.concat(Stream.of(cluster.selfMember()), hostsUp())
        .flatMap(member -> NodeRoles.doorOf(member.getRoles()).stream())
        .distinct()
        .toList();
  }

  private Stream<Member> hostsUp() {
    return members().stream()
        .filter(member -> member.hasRole(NodeRoles.HOST) && member.status() == MemberStatus.up());
  }

  private List<Member> members() {
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false).toList();
  }

  /** Lets the nodes of slots leave the cluster gracefully, and waits for it up to a limit. */
  public void removeSlots(Set<String> slots) throws InterruptedException {
    List<Member> nodes = nodesOf(slots, members());
    if (nodes.isEmpty()) {
      return;
    }
    nodes.forEach(node -> cluster.manager().tell(new Leave(node.address())));
    var removed = new CompletableFuture<Void>();
    Runnable end =
        MemberWatch.start(
            system,
            members -> {
              if (nodesOf(slots, members).isEmpty()) {
                removed.complete(null);
              }
            });
    try {
      if (!isCompletedWithin(LEAVE_LIMIT, removed)) {
        LOG.warn("engine processes of this host did not leave the cluster in time");
      }
    } finally {
      end.run();
    }
  }

  private static List<Member> nodesOf(Set<String> slots, Collection<Member> members) {
    return members.stream()
        .filter(member -> slots.stream().anyMatch(slot -> member.hasRole(NodeRoles.slot(slot))))
        .toList();
  }

  /** Leaves the cluster gracefully, and waits for it up to a limit. */
  public void leave() {
    Future<?> removed = startLeaving();
    try {
      if (!isCompletedWithin(LEAVE_LIMIT, removed)) {
        LOG.warn("this node could not leave the cluster in order");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Begins to leave; returns what is completed when this node is no longer a member. */
  private Future<?> startLeaving() {
    var removed = new CompletableFuture<Void>();
    classicCluster().registerOnMemberRemoved(() -> removed.complete(null));
    var unused = CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.clusterLeavingReason());
    return removed;
  }

  /**
   * Leaves the cluster within a short time, as suits a node on which no other depends. While
   * another node does not answer, such as a client that was killed, no node can leave gracefully.
   * After a limit this node declares itself down, which always succeeds.
   */
  public void leaveSoon() {
    Future<?> removed = startLeaving();
    try {
      if (!isCompletedWithin(GRACEFUL_LEAVE_LIMIT, removed)) {
        cluster.manager().tell(new Down(cluster.selfMember().address()));
        if (!isCompletedWithin(LEAVE_LIMIT, removed)) {
          LOG.warn("this node could not leave the cluster in order");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends the node's actor system, and waits for it up to a limit. Now and then Akka waits forever
   * for a TLS connection that does not close; its threads keep no JVM alive, so that the limit
   * harms nobody.
   */
  public void terminate() {
    system.terminate();
    try {
      if (!isCompletedWithin(TERMINATION_LIMIT, system.getWhenTerminated().toCompletableFuture())) {
        LOG.debug("the connections of this node did not close in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isCompletedWithin(Duration limit, Future<?> future)
      throws InterruptedException {
    try {
      future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      LOG.warn("the actor system of this node has ended with an error", e.getCause());
      return true;
    }
  }
}

package org.multiengine.client;

import akka.actor.Address;
import akka.actor.AddressFromURIString;
import akka.actor.typed.ActorSystem;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.core.error.KernelError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a node's clients, and the node, when the cluster's host has ended: on the host's own machine
 * the operating system tells so long before a failure detector could. A cluster that has further
 * hosts goes on, and its clients with it.
 *
 * <p>Asks every {@code multiengine.client.host-check-interval}, on a thread of the system.
 */
final class HostWatch {

  private static final Logger LOG = LoggerFactory.getLogger(HostWatch.class);

  private static final Set<MemberStatus> GONE =
      Set.of(MemberStatus.down(), MemberStatus.exiting(), MemberStatus.removed());

  private final ConnectionFile connection;
  private final ProcessHandle host;
  private final ActorSystem<?> system;
  private final Address address;

  private HostWatch(ConnectionFile connection, ProcessHandle host, ActorSystem<?> system) {
    this.connection = connection;
    this.host = host;
    this.system = system;
    this.address = AddressFromURIString.parse(connection.address());
  }

  /** Watches the host from now on until the system ends; does nothing if it is elsewhere. */
  static void start(ConnectionFile connection, ActorSystem<?> system) {
    Duration interval =
        system.settings().config().getDuration("multiengine.client.host-check-interval");
    find(connection)
        .map(host -> new HostWatch(connection, host, system))
        .ifPresent(
            watch ->
                system
                    .scheduler()
                    .scheduleWithFixedDelay(
                        interval, interval, watch::look, system.executionContext()));
  }

  /** Returns the process of the host if it is another process of this machine. */
  static Optional<ProcessHandle> find(ConnectionFile connection) {
    return connection.process().filter(process -> process.pid() != ProcessHandle.current().pid());
  }

  private void look() {
    if (!host.isAlive() && !hasOtherHosts()) {
      LOG.info("the host of cluster {}, process {}, has ended", connection.name(), host.pid());
      OpenSessions.of(system).end(ended(connection));
      system.terminate();
    }
  }

  private boolean hasOtherHosts() {
    for (Member member : Cluster.get(system).state().getMembers()) {
      if (member.hasRole(NodeRoles.HOST)
          && !member.address().equals(address)
          && !GONE.contains(member.status())) {
        return true;
      }
    }
    return false;
  }

  /** Returns for people that a cluster has ended with its host, and what can be done. */
  static String ended(ConnectionFile connection) {
    return "the cluster '"
        + connection.name()
        + "' has ended: its host at "
        + connection.address()
        + ", process "
        + connection.pid()
        + ", is not there any more; start it again"
        + (connection.isOfApplication() ? "" : ": multiengine start -n 4");
  }

  /** Fails if the host of a cluster is not there any more and the file knows of no other. */
  static void requireHost(ConnectionFile connection) {
    if (!connection.hostIsAlive() && connection.seedNodes().size() == 1) {
      throw new KernelError(ended(connection));
    }
  }
}

package org.multiengine.client.internal.join;

import akka.actor.Address;
import akka.actor.AddressFromURIString;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.client.internal.life.RepeatedTask;
import org.multiengine.core.error.KernelError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a node's clients, and the node, when the cluster's host has ended. On the host's own machine
 * the operating system reports the end long before a failure detector would. A cluster that has
 * further hosts goes on, and so do its clients.
 *
 * <p>The process is checked every {@code multiengine.client.host-check-interval}, on a thread of
 * the system for tasks that may block. {@link ProcessHandle#onExit} would be later: for processes
 * that are not children, it checks in growing intervals of up to five seconds.
 */
public final class HostWatch {

  private static final Logger LOG = LoggerFactory.getLogger(HostWatch.class);

  private static final Set<MemberStatus> LEFT_STATES =
      Set.of(MemberStatus.down(), MemberStatus.exiting(), MemberStatus.removed());

  private final ConnectionData connection;
  private final ProcessHandle host;
  private final ActorSystem<?> system;
  private final Address address;

  private final Consumer<String> onEnd;

  private HostWatch(
      ConnectionData connection,
      ProcessHandle host,
      ActorSystem<?> system,
      Consumer<String> onEnd) {
    this.connection = connection;
    this.host = host;
    this.system = system;
    this.onEnd = onEnd;
    this.address = AddressFromURIString.parse(connection.address());
  }

  /**
   * Watches the host from now on until the system ends; does nothing if it is elsewhere.
   *
   * @param onEnd takes the reason for which clients fail, before the system is ended
   */
  public static void start(
      ConnectionData connection, ActorSystem<?> system, Consumer<String> onEnd) {
    Duration interval =
        system.settings().config().getDuration("multiengine.client.host-check-interval");
    find(connection)
        .map(host -> new HostWatch(connection, host, system, onEnd))
        .ifPresent(
            watch ->
                system
                    .scheduler()
                    .scheduleWithFixedDelay(
                        interval,
                        interval,
                        RepeatedTask.of("the watch of the host", watch::check),
                        system.dispatchers().lookup(DispatcherSelector.blocking())));
  }

  /** Returns the process of the host if it is another process of this machine. */
  static Optional<ProcessHandle> find(ConnectionData connection) {
    return connection
        .findProcess()
        .filter(process -> process.pid() != ProcessHandle.current().pid());
  }

  private void check() {
    if (!host.isAlive() && !hasOtherHosts()) {
      LOG.info("the host of cluster {}, process {}, has ended", connection.name(), host.pid());
      onEnd.accept(ended(connection));
      system.terminate();
    }
  }

  private boolean hasOtherHosts() {
    for (Member member : Cluster.get(system).state().getMembers()) {
      if (member.hasRole(NodeRoles.HOST)
          && !member.address().equals(address)
          && !LEFT_STATES.contains(member.status())) {
        return true;
      }
    }
    return false;
  }

  /** Returns the text of the error that a cluster has ended with its host, and what to do. */
  static String ended(ConnectionData connection) {
    return "the cluster '"
        + connection.name()
        + "' has ended: its host at "
        + connection.address()
        + ", process "
        + connection.pid()
        + ", is no longer running; start it again"
        + (connection.isOfApplication() ? "" : ": multiengine start -n 4");
  }

  /**
   * Checks that a cluster may be running.
   *
   * @throws KernelError if its host has ended and the file names no other
   */
  public static void requireHost(ConnectionData connection) {
    if (!connection.hostIsAlive() && connection.seedNodes().size() == 1) {
      throw new KernelError(ended(connection));
    }
  }
}

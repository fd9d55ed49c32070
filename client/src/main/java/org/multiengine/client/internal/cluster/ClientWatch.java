package org.multiengine.client.internal.cluster;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import java.time.Duration;
import org.multiengine.actors.internal.admin.ClusterAdmin;
import org.multiengine.client.internal.life.RepeatedTask;
import org.multiengine.client.internal.machine.ProcessRole;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Declares the clients of a host's own machine down when their processes have ended without leaving
 * the cluster. Until then no node can join the cluster, restarted engine processes included, and
 * what engines keep for such a client is not freed.
 *
 * <p>The processes are checked every {@code multiengine.host.client-check-interval}, on a thread of
 * the system for tasks that may block. {@link ProcessHandle#onExit} would be later: for processes
 * that are not children, it checks in growing intervals of up to five seconds.
 */
public final class ClientWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ClientWatch.class);

  private final ActorSystem<?> system;
  private final Cluster cluster;

  private ClientWatch(ActorSystem<?> system) {
    this.system = system;
    this.cluster = Cluster.get(system);
  }

  /** Watches from now on until the system ends. */
  public static void start(ActorSystem<?> system) {
    Duration interval =
        system.settings().config().getDuration("multiengine.host.client-check-interval");
    var watch = new ClientWatch(system);
    system
        .scheduler()
        .scheduleWithFixedDelay(
            interval,
            interval,
            RepeatedTask.of("the watch of clients", watch::check),
            system.dispatchers().lookup(DispatcherSelector.blocking()));
  }

  private void check() {
    for (Member member : cluster.state().getMembers()) {
      member.getRoles().stream()
          .flatMap(role -> ProcessRole.findEnded(role).stream())
          .forEach(pid -> declareDown(member, pid));
    }
  }

  private void declareDown(Member member, long pid) {
    if (!member.status().equals(MemberStatus.down())) {
      LOG.info("the client at {}, process {}, has ended", member.address(), pid);
      ClusterAdmin.get(system).processEnded(member.address());
    }
  }
}

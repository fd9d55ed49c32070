package org.multiengine.client.internal.cluster;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.multiengine.actors.internal.admin.ClusterAdmin;
import org.multiengine.client.internal.life.RepeatedTask;
import org.multiengine.client.internal.machine.ProcessRole;
import org.multiengine.client.internal.machine.ThisMachine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Declares the clients of a host's own machine down when their processes have ended without leaving
 * the cluster. Until then no node can join the cluster, restarted engine processes included, and
 * what engines keep for such a client is not freed.
 *
 * <p>The processes are checked every {@code multiengine.host.client-check-interval}, on a thread of
 * the system for tasks that may block. {@link ProcessHandle#onExit} would be later: for processes that are not children, it
 * checks in growing intervals of up to five seconds.
 */
public final class ClientWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ClientWatch.class);

  private final ActorSystem<?> system;
  private final Cluster cluster;

  /** The process of each member, as it was when the member was first seen. */
  private final Map<Member, Optional<ProcessHandle>> processes = new HashMap<>();

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
    Set<Member> members = new HashSet<>();
    cluster.state().getMembers().forEach(members::add);
    processes.keySet().retainAll(members);
    for (Member member : members) {
      Optional<ProcessHandle> process = processes.computeIfAbsent(member, ClientWatch::find);
      if (process.isPresent() && !process.get().isAlive()) {
        declareDown(member, process.get());
      }
    }
  }

  private void declareDown(Member member, ProcessHandle process) {
    if (!member.status().equals(MemberStatus.down())) {
      LOG.info("the client at {}, process {}, has ended", member.address(), process.pid());
      ClusterAdmin.get(system).processEnded(member.address());
    }
  }

  private static Optional<ProcessHandle> find(Member member) {
    return ThisMachine.has(member.address())
        ? member.getRoles().stream().flatMap(role -> ProcessRole.find(role).stream()).findFirst()
        : Optional.empty();
  }
}

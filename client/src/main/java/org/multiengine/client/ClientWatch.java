package org.multiengine.client;

import akka.actor.typed.ActorSystem;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.multiengine.actors.internal.admin.ClusterAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a host declare the clients of its own machine down when their processes have ended without
 * leaving the cluster. Until then the cluster lets nobody join, engines that are started again
 * included, and what engines keep of such a client is not freed.
 *
 * <p>Asks every {@code multiengine.host.client-check-interval}, on a thread of the system.
 */
final class ClientWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ClientWatch.class);
  private static final Pattern ROLE = Pattern.compile("process-(\\d{1,18})-(\\d{1,18})");

  /** Two processes may read the start of a third one a little differently. */
  private static final Duration PRECISION = Duration.ofSeconds(1);

  private final ActorSystem<?> system;
  private final Cluster cluster;

  /** The process of each member, as it was when it was first seen. */
  private final Map<Member, Optional<ProcessHandle>> processes = new HashMap<>();

  private ClientWatch(ActorSystem<?> system) {
    this.system = system;
    this.cluster = Cluster.get(system);
  }

  /** Returns the role by which a client's node says which process it is in. */
  static String role() {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return "process-" + self.pid() + "-" + started;
  }

  /** Watches from now on until the system ends. */
  static void start(ActorSystem<?> system) {
    Duration interval =
        system.settings().config().getDuration("multiengine.host.client-check-interval");
    var watch = new ClientWatch(system);
    system
        .scheduler()
        .scheduleWithFixedDelay(interval, interval, watch::look, system.executionContext());
  }

  private void look() {
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
        ? member.getRoles().stream().flatMap(role -> find(role).stream()).findFirst()
        : Optional.empty();
  }

  /** Returns the process that a role names, if it is one of this machine that runs. */
  static Optional<ProcessHandle> find(String role) {
    Matcher named = ROLE.matcher(role);
    if (!named.matches()) {
      return Optional.empty();
    }
    Instant started = Instant.ofEpochMilli(Long.parseLong(named.group(2)));
    return ProcessHandle.of(Long.parseLong(named.group(1)))
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(
            process -> process.info().startInstant().filter(at -> near(at, started)).isPresent());
  }

  private static boolean near(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(PRECISION) <= 0;
  }
}

package org.multiengine.client.internal.cluster;

import akka.actor.Address;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.Cluster;
import akka.cluster.Member;
import akka.remote.FailureDetectorRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.multiengine.actors.internal.membership.MemberIndex;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.membership.PeerJudge;
import org.multiengine.client.internal.machine.ProcessRole;
import org.multiengine.client.internal.process.ProcessProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The judge of a host. A process of this machine that is alive and gets processor time is
 * available, however late its heartbeats are, so that a busy machine makes no engine lost. A node
 * of another machine is also available as long as a host of that machine is, because that host
 * judges its own processes. Safe for use by several threads.
 */
final class LocalPeers implements PeerJudge {

  private static final Logger LOG = LoggerFactory.getLogger(LocalPeers.class);

  private final MemberIndex members;
  private final Cluster cluster;
  private final Host host;
  private final Duration stuckAfter;
  private final Map<String, ProcessProgress> progress = new ConcurrentHashMap<>();
  private final Set<String> stuck = ConcurrentHashMap.newKeySet();

  LocalPeers(ActorSystem<?> system, Host host) {
    this.members = new MemberIndex(system);
    this.cluster = Cluster.get(Adapter.toClassic(system));
    this.host = host;
    this.stuckAfter = system.settings().config().getDuration("multiengine.host.stuck-after");
  }

  @Override
  public boolean isAvailable(String address, boolean heartbeats) {
    if (heartbeats) {
      forget(address);
      return true;
    }
    Member member = members.find(address);
    if (member == null || members.isDown(address) || member.hasRole(NodeRoles.HOST)) {
      forget(address);
      return false;
    }
    Optional<ProcessHandle> process = process(member);
    return process.isPresent() ? makesProgress(address, process.get()) : isJudgedByItsHost(member);
  }

  private void forget(String address) {
    progress.remove(address);
    stuck.remove(address);
  }

  /** Returns the process of a node of this machine; empty if the node has another place. */
  private Optional<ProcessHandle> process(Member member) {
    return host.processOf(member)
        .or(
            () ->
                member.getRoles().stream()
                    .flatMap(role -> ProcessRole.findRunning(role).stream())
                    .findFirst());
  }

  private boolean makesProgress(String address, ProcessHandle process) {
    Optional<Duration> cpu = process.info().totalCpuDuration();
    if (!process.isAlive() || cpu.isEmpty()) {
      return false;
    }
    long now = System.nanoTime();
    Optional<Duration> stuckFor =
        progress
            .computeIfAbsent(address, first -> new ProcessProgress(stuckAfter, now))
            .stuckFor(cpu.get(), now);
    if (stuckFor.isPresent() && stuck.add(address)) {
      LOG.warn(
          "process {} of {} is stuck: it has used no processor time for {} s and sends no"
              + " heartbeats; it may be stopped",
          process.pid(),
          address,
          stuckFor.get().toSeconds());
    }
    return stuckFor.isEmpty();
  }

  /** Returns whether another host at the address of a node is available. */
  private boolean isJudgedByItsHost(Member member) {
    FailureDetectorRegistry<Address> detector = cluster.failureDetector();
    return members.all().stream()
        .filter(other -> other.hasRole(NodeRoles.HOST))
        .filter(other -> !other.address().equals(cluster.selfAddress()))
        .filter(other -> other.address().getHost().equals(member.address().getHost()))
        .map(Member::address)
        .anyMatch(other -> detector.isMonitoring(other) && detector.isAvailable(other));
  }
}

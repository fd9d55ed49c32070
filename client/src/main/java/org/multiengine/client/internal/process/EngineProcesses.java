package org.multiengine.client.internal.process;

import akka.cluster.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.multiengine.actors.internal.membership.NodeRoles;

/**
 * The latest engine process of each slot of a host, in the order of the slots. Safe for use by
 * several threads.
 */
public final class EngineProcesses {

  private record Started(EngineProcess process, int port) {}

  private final Map<String, Started> processes = new LinkedHashMap<>();

  /** The same processes for threads that must not wait. */
  private volatile List<EngineProcess> latest = List.of();

  /** Adds a process, which replaces the earlier one of its slot. */
  synchronized void add(EngineProcess process, int port) {
    processes.put(process.slot(), new Started(process, port));
    copy();
  }

  private void copy() {
    latest = processes.values().stream().map(Started::process).toList();
  }

  /** Returns the processes. Does not wait. */
  public List<EngineProcess> all() {
    return latest;
  }

  /** Returns the process of a node if it is one of these. Does not wait. */
  public Optional<ProcessHandle> of(Member member) {
    return latest.stream()
        .filter(process -> member.hasRole(NodeRoles.slot(process.slot())))
        .findFirst()
        .flatMap(EngineProcess::handle);
  }

  /** Returns whether a live process owns this port. It may not be bound yet. */
  synchronized boolean isTaken(int port) {
    return processes.values().stream()
        .anyMatch(started -> started.port() == port && started.process().isAlive());
  }

  /** Forgets a slot; returns whether its process is not alive. */
  public synchronized boolean forget(String slot) {
    Started known = processes.get(slot);
    if (known != null && known.process().isAlive()) {
      return false;
    }
    processes.remove(slot);
    copy();
    return true;
  }

  /** Returns the slots for which processes have been started. */
  public synchronized Set<String> slots() {
    return Set.copyOf(processes.keySet());
  }
}

package org.multiengine.client.internal.process;

import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.multiengine.actors.internal.membership.NodeRoles;

/** The engine processes that run and have not joined the cluster. */
final class StartingProcesses {

  private StartingProcesses() {}

  /**
   * Returns the slots of the processes that have not joined, with the processor time that each
   * process has used, in whole seconds.
   */
  static SortedMap<String, Long> of(ActorSystem<?> system, List<EngineProcess> processes) {
    Set<String> joined = new HashSet<>();
    Cluster.get(system).state().getMembers().forEach(member -> joined.addAll(member.getRoles()));
    SortedMap<String, Long> starting = new TreeMap<>();
    for (EngineProcess process : processes) {
      if (!joined.contains(NodeRoles.slot(process.slot()))) {
        process
            .handle()
            .flatMap(handle -> handle.info().totalCpuDuration())
            .ifPresent(cpu -> starting.put(process.slot(), cpu.toSeconds()));
      }
    }
    return starting;
  }
}

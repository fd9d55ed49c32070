package org.multiengine.client.internal.process;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.multiengine.actors.internal.admin.ClusterAdmin;
import org.multiengine.client.internal.machine.ProcessState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the engine processes of a host that are stuck to the registrar, each time it is run. The
 * report is repeated while there are any, so that a new registrar receives it too.
 */
public final class ProgressReports implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(ProgressReports.class);

  private final ActorSystem<?> system;
  private final Supplier<List<EngineProcess>> processes;
  private final StuckProcesses stuck;

  public ProgressReports(ActorSystem<?> system, Supplier<List<EngineProcess>> processes) {
    this.system = system;
    this.processes = processes;
    Config config = system.settings().config();
    this.stuck =
        new StuckProcesses(
            config
                .getDuration("multiengine.host.stuck-after")
                .plus(
                    config.getDuration(
                        "akka.cluster.failure-detector.acceptable-heartbeat-pause")));
  }

  @Override
  public void run() {
    List<StuckProcesses.Seen> seen =
        processes.get().stream().map(ProgressReports::look).flatMap(Optional::stream).toList();
    SortedMap<String, String> report =
        stuck.check(seen, System.nanoTime(), LocalTime.now(ZoneId.systemDefault()));
    if (report.isEmpty()) {
      return;
    }
    var unused =
        ClusterAdmin.get(system)
            .reportStuck(report)
            .whenComplete(
                (recorded, failure) -> {
                  if (failure == null) {
                    stuck.recorded(report);
                  } else {
                    LOG.debug("the report of stuck processes is repeated", failure);
                  }
                });
  }

  /** Returns a process at this moment; empty if it has ended, or the system does not show it. */
  private static Optional<StuckProcesses.Seen> look(EngineProcess process) {
    return process
        .handle()
        .flatMap(
            handle ->
                handle
                    .info()
                    .totalCpuDuration()
                    .map(
                        cpu ->
                            new StuckProcesses.Seen(
                                process.slot(), process.pid(), cpu, ProcessState.of(handle))));
  }
}

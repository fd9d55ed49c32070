package org.multiengine.client.internal.process;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import com.typesafe.config.Config;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.registry.EngineDirectory;
import org.multiengine.core.identity.EngineId;

/**
 * The starts of the engine processes of a host, in waves: each start runs on a thread of its own,
 * because a process that is stopped does not read its input. Safe for use by several threads.
 */
public final class ProcessStarts {

  /**
   * The numbers of processes whose start is at least so far.
   *
   * @param processes the processes that are to start
   * @param started those that run, or have run
   * @param joined those that have joined the cluster
   * @param ready those all of whose engines take requests
   */
  public record Phases(int processes, int started, int joined, int ready) {}

  private final ActorSystem<?> system;
  private final StartWaves waves;
  private final Supplier<List<EngineProcess>> processes;
  private final Consumer<StartWaves.Start> starter;

  /** How many engines each slot holds. */
  private final Map<String, Integer> engines = new HashMap<>();

  /**
   * Creates the starts of a host without processes.
   *
   * @param processes returns the latest process of each slot
   * @param starter starts a process; does not throw
   */
  public ProcessStarts(
      ActorSystem<?> system,
      Supplier<List<EngineProcess>> processes,
      Consumer<StartWaves.Start> starter) {
    this.system = system;
    this.processes = processes;
    this.starter = starter;
    Config config = system.settings().config().getConfig("multiengine.host");
    int limit = config.getInt("starting-processes");
    this.waves =
        new StartWaves(
            limit > 0 ? limit : Runtime.getRuntime().availableProcessors(),
            config.getDuration("starting-patience"));
  }

  private EngineDirectory directory() {
    return Multiengine.get(system).directory();
  }

  /** Has further starts begin as soon as engines take requests. */
  public void begin() {
    var unused =
        directory()
            .onUpdate(
                () -> {
                  if (waves.isBusy()) {
                    onOtherThread(this::check);
                  }
                });
  }

  private void onOtherThread(Runnable task) {
    system.dispatchers().lookup(DispatcherSelector.blocking()).execute(task);
  }

  /** Has the process of a slot started when there is room for it. */
  public void add(String slot, int held) {
    synchronized (engines) {
      engines.put(slot, held);
    }
    waves.add(new StartWaves.Start(slot, held));
    check();
  }

  /** Begins the starts that there is room for. */
  public void check() {
    for (StartWaves.Start start : waves.next(this::look)) {
      onOtherThread(() -> starter.accept(start));
    }
  }

  private StartWaves.State look(StartWaves.Start start) {
    List<EngineProcess> own =
        processes.get().stream().filter(each -> each.slot().equals(start.slot())).toList();
    int ready = ready(start.slot());
    return new StartWaves.State(
        ready >= start.engines(),
        new StartProgress(ready, StartingProcesses.of(system, own), System.nanoTime()));
  }

  /** Returns how many engines of a slot take requests. */
  private int ready(String slot) {
    EngineDirectory directory = directory();
    SortedSet<EngineId> ids = directory.ids();
    return (int)
        directory.slots().entrySet().stream()
            .filter(engine -> engine.getValue().equals(slot) && ids.contains(engine.getKey()))
            .count();
  }

  /** Handles that the process of a slot has ended, or could not be started. */
  public void ended(String slot) {
    waves.ended(slot);
    check();
  }

  /** Forgets a slot, for which no process is started any more. */
  public void forget(String slot) {
    synchronized (engines) {
      engines.remove(slot);
    }
  }

  /** Drops the starts that wait. */
  public void close() {
    waves.close();
  }

  /**
   * Returns the slots whose processes run and have not joined the cluster, with the processor time
   * that each process has used, in whole seconds.
   */
  public SortedMap<String, Long> starting() {
    return StartingProcesses.of(system, processes.get());
  }

  /** Returns how far the starts are. */
  public Phases phases() {
    Map<String, Integer> wanted;
    synchronized (engines) {
      wanted = Map.copyOf(engines);
    }
    List<EngineProcess> started =
        processes.get().stream().filter(each -> wanted.containsKey(each.slot())).toList();
    SortedMap<String, Long> starting = StartingProcesses.of(system, started);
    int joined =
        (int)
            started.stream()
                .filter(each -> each.isAlive() && !starting.containsKey(each.slot()))
                .count();
    return new Phases(wanted.size(), started.size(), joined, readySlots(wanted));
  }

  /** Returns the number of slots all of whose engines take requests. */
  private int readySlots(Map<String, Integer> wanted) {
    EngineDirectory directory = directory();
    SortedSet<EngineId> ids = directory.ids();
    Map<String, Integer> ready = new HashMap<>();
    directory
        .slots()
        .forEach((id, slot) -> ready.merge(slot, ids.contains(id) ? 1 : 0, Integer::sum));
    return (int)
        wanted.entrySet().stream()
            .filter(each -> ready.getOrDefault(each.getKey(), 0) >= each.getValue())
            .count();
  }
}

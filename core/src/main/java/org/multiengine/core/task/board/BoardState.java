package org.multiengine.core.task.board;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.multiengine.core.clock.Timers;
import org.multiengine.core.task.ServiceTimes;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskSettings;
import org.multiengine.core.task.dependency.DependencyGraph;
import org.multiengine.core.task.dependency.EndedTasks;

/** The collections that the parts of a {@link TaskBoard} share. */
final class BoardState<N, W> {

  /** The number of kinds of work whose running times are kept. */
  private static final int MAX_KINDS = 1_000;

  final TaskSettings settings;
  final RandomGenerator random;
  final FarmNodes<N, W> nodes = new FarmNodes<>();
  final Map<TaskId, OpenTask<N, W>> tasks = new HashMap<>();
  final WaitingTasks<N, W> waiting;
  final Timers timers = new Timers();
  final Effects<N, W> effects = new Effects<>();
  final ServiceTimes times = new ServiceTimes(MAX_KINDS);
  final EndedTasks ended;
  final DependencyGraph graph;

  BoardState(TaskSettings settings, RandomGenerator random, long now) {
    this.settings = settings;
    this.random = random;
    this.ended = new EndedTasks(settings.maxEnded());
    this.graph = new DependencyGraph(ended);
    this.waiting = new WaitingTasks<>(nodes, settings.aging().toNanos(), now);
  }
}

package org.multiengine.core.task.board;

import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.clock.Timers;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.TaskAttempt;

/** An attempt that is at a node: it has been sent and has neither ended nor been returned. */
final class Attempt<N, W> {

  final AttemptId id;
  final OpenTask<N, W> task;
  final FarmNode<N, W> node;
  final long sent;

  /** The engines of the node that may run it, if these are not all; otherwise empty. */
  final Set<EngineLife> engines;

  /** Whether it counts as a long task. */
  final boolean isLong;

  @Nullable EngineLife engine;
  boolean hasBegun;
  long begun;

  /** Whether its outcome is still of use to its task. */
  boolean isWanted = true;

  boolean passedLimit;
  boolean isRecalled;
  Timers.@Nullable Timer timer;

  Attempt(
      OpenTask<N, W> task, FarmNode<N, W> node, Set<EngineLife> engines, boolean isLong, long now) {
    this.id = new AttemptId(task.id, ++task.lastAttempt);
    this.task = task;
    this.node = node;
    this.engines = engines;
    this.isLong = isLong;
    this.sent = now;
  }

  /** Handles that it runs on an engine. */
  void begin(EngineLife on, long now) {
    engine = on;
    hasBegun = true;
    begun = now;
  }

  /** Returns the record of the attempt. */
  TaskAttempt record(OptionalLong ended, String why) {
    OptionalLong start = hasBegun ? OptionalLong.of(begun) : OptionalLong.empty();
    return new TaskAttempt(id.number(), engine, sent, start, ended, why);
  }
}

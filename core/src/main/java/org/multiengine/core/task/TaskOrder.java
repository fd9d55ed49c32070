package org.multiengine.core.task;

import java.util.Set;
import org.multiengine.core.identity.EngineLife;

/**
 * An attempt at a task as it is sent to a node.
 *
 * @param id the attempt
 * @param kind the kind of work, for example a hash of its function; tasks of one kind are expected
 *     to take equally long
 * @param needs the conditions that an engine must fulfil
 * @param engines the engines of the node that may run the task; empty if all that fulfil the needs
 *     may
 * @param priority the priority among the tasks of the client
 * @param bytes the size of the work
 * @param work the request
 * @param <W> the form of the work
 */
public record TaskOrder<W>(
    AttemptId id,
    String kind,
    TaskNeeds needs,
    Set<EngineLife> engines,
    int priority,
    long bytes,
    W work) {

  /** Returns whether an engine of the node may run the task. */
  public boolean allows(EngineLife engine) {
    return needs.allow(engine.engine()) && (engines.isEmpty() || engines.contains(engine));
  }

  /** Returns the same order for other work. */
  public TaskOrder<W> with(W other) {
    return new TaskOrder<>(id, kind, needs, engines, priority, bytes, other);
  }
}

package org.multiengine.core.task.board;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.task.TaskNeeds;

/**
 * The properties that tasks share which can run on the same engines.
 *
 * @param needs the conditions that an engine must fulfil
 * @param kind the kind of work, because engines reject kinds of work
 * @param follow the engine that the tasks must run on; null if any will do
 * @param avoided the engines that the tasks avoid while others could run them
 */
record ClassKey(
    TaskNeeds needs, String kind, @Nullable EngineLife follow, Set<EngineLife> avoided) {

  /** Returns whether only a few tasks can share this key. */
  boolean isSpecial() {
    return follow != null || !avoided.isEmpty();
  }

  /** Returns whether an engine of a process may run the tasks, apart from what they avoid. */
  boolean allows(FarmNode<?, ?> node, EngineLife engine) {
    return needs.allow(engine.engine())
        && (follow == null || follow.equals(engine))
        && needs.areMetBy(node.traits());
  }
}

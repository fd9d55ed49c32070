package org.multiengine.core.task;

import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.Outcome;

/**
 * A node's report that an attempt has ended after it began, or that its engine refused it for a
 * reason that holds on every engine.
 *
 * @param id the attempt
 * @param engine the engine that ran it; null if it reached none
 * @param ran whether the code of the task began
 * @param outcome the outcome; a failure named {@code TaskRejectError} is a rejection
 * @param runNanos how long the attempt ran
 */
public record TaskAnswer(
    AttemptId id, @Nullable EngineLife engine, boolean ran, Outcome outcome, long runNanos) {

  /** Returns the same answer with another outcome. */
  public TaskAnswer with(Outcome other) {
    return new TaskAnswer(id, engine, ran, other, runNanos);
  }
}

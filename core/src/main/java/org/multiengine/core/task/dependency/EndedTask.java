package org.multiengine.core.task.dependency;

import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.task.TaskState;

/**
 * The end of a task, for tasks that depend on it.
 *
 * @param state the end
 * @param engine the engine that ran it last, or null if none did
 * @param why the error that ended it, in one line; empty if it succeeded
 */
public record EndedTask(TaskState state, @Nullable EngineLife engine, String why) {

  /** Returns the end as part of a sentence, for example {@code failed: NameError: a}. */
  public String text() {
    String ending =
        switch (state) {
          case DONE -> "succeeded";
          case ABORTED -> "was cancelled";
          case LOST -> "was lost";
          case IMPOSSIBLE -> "could not run";
          default -> state.label();
        };
    return why.isEmpty() ? ending : ending + ": " + why;
  }
}

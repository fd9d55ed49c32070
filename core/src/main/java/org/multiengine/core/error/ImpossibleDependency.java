package org.multiengine.core.error;

import java.util.Map;

/**
 * A task was not run because a task that it depends on ended in another way than the dependency
 * asks for, or is not known. Nothing of the task ran.
 */
public final class ImpossibleDependency extends KernelError {

  private static final long serialVersionUID = 1L;

  private static final String TASK = "task";

  /** Creates an error of which only the text for the user is known. */
  public ImpossibleDependency(String message) {
    this(message, Map.of());
  }

  ImpossibleDependency(String message, Map<String, String> details) {
    super(message, details);
  }

  /**
   * Returns the error of a dependency that cannot be met.
   *
   * @param task the task that is depended on, for example {@code ann#17}
   * @param ending how it ended, for example {@code failed: NameError: a}
   */
  public static ImpossibleDependency on(String task, String ending) {
    return new ImpossibleDependency(
        "it depends on task " + task + ", which " + ending, Map.of(TASK, task));
  }

  /** Returns the task that is depended on, or an empty text if it is not known. */
  public String task() {
    return detail(TASK);
  }
}

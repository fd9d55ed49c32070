package org.multiengine.client.internal.life;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that a scheduler repeats. A run that throws is logged and does not end the repetition,
 * which a scheduler would end silently and for ever. Of runs that fail in a row, the first is
 * logged as a warning. Used by one thread at a time.
 */
public final class RepeatedTask implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(RepeatedTask.class);

  private final String name;
  private final Runnable task;
  private boolean failing;

  private RepeatedTask(String name, Runnable task) {
    this.name = name;
    this.task = task;
  }

  /**
   * Returns a task that goes on after an exception.
   *
   * @param name the task in the log, for example {@code the watch of clients}
   */
  public static Runnable of(String name, Runnable task) {
    return new RepeatedTask(name, task);
  }

  @Override
  public void run() {
    try {
      task.run();
      failing = false;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      if (failing) {
        LOG.debug("{} has failed again", name, e);
      } else {
        LOG.warn("{} has failed; it goes on", name, e);
      }
      failing = true;
    }
  }
}

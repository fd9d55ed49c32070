package org.multiengine.core.task.inbox;

import java.util.Comparator;
import org.multiengine.core.task.TaskOrder;

/**
 * An attempt that waits for an engine.
 *
 * @param order the attempt
 * @param number the number of attempts that came before it
 */
record QueuedOrder<W>(TaskOrder<W> order, long number) {

  /** The order in which the attempts of a client begin. */
  static final Comparator<QueuedOrder<?>> BY_PRIORITY =
      Comparator.<QueuedOrder<?>>comparingInt(queued -> -queued.order().priority())
          .thenComparingLong(QueuedOrder::number);
}

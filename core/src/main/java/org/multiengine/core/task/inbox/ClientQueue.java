package org.multiengine.core.task.inbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.NodeGrant;
import org.multiengine.core.task.ServiceTimes;
import org.multiengine.core.task.TaskOrder;

/** The attempts of one client at a node, and the engine time that the client may use. */
final class ClientQueue<F, W> {

  private static final int MAX_KINDS = 100;

  /** The kind under which the times of all kinds are added. */
  private static final String ALL_KINDS = "*";

  private final F client;
  private final NavigableSet<QueuedOrder<W>> waiting = new TreeSet<>(QueuedOrder.BY_PRIORITY);
  private final Map<AttemptId, QueuedOrder<W>> byId = new HashMap<>();
  private final ServiceTimes times = new ServiceTimes(MAX_KINDS);
  private long lastNumber;
  private long bytes;

  /** The engine time that the client may use before others; negative if it has used too much. */
  long deficit;

  /** The number of attempts that began before the client's last one did. */
  long served;

  /** The number of running attempts, and of those at long tasks. */
  int running;

  int longRunning;

  /** Whether none of its attempts begins for now. */
  boolean isPaused;

  /** Whether more tasks wait at the client. */
  boolean hasMore;

  /** The time of a message to the client and back; 0 if it is not known. */
  long roundTrip;

  double weight = 1;
  @Nullable NodeGrant granted;

  ClientQueue(F client) {
    this.client = client;
  }

  F client() {
    return client;
  }

  int size() {
    return waiting.size();
  }

  long bytes() {
    return bytes;
  }

  /** Returns whether the client could use more engines than it does. */
  boolean wantsMore() {
    return hasMore || !waiting.isEmpty();
  }

  void add(TaskOrder<W> order) {
    var queued = new QueuedOrder<>(order, ++lastNumber);
    waiting.add(queued);
    byId.put(order.id(), queued);
    bytes += order.bytes();
  }

  /** Takes out an attempt; returns whether it waited here. */
  boolean remove(AttemptId id) {
    QueuedOrder<W> queued = byId.remove(id);
    if (queued == null) {
      return false;
    }
    waiting.remove(queued);
    bytes -= queued.order().bytes();
    return true;
  }

  /** Returns the first attempt of a kind that a condition selects; null if there is none. */
  @Nullable TaskOrder<W> first(Predicate<TaskOrder<W>> which) {
    for (QueuedOrder<W> queued : waiting) {
      if (which.test(queued.order())) {
        return queued.order();
      }
    }
    return null;
  }

  /** Takes out the attempts that a condition selects; returns them. */
  List<AttemptId> removeIf(Predicate<TaskOrder<W>> which) {
    List<AttemptId> removed =
        waiting.stream().map(QueuedOrder::order).filter(which).map(TaskOrder::id).toList();
    removed.forEach(this::remove);
    return removed;
  }

  /** Adds the running time of an attempt. */
  void addTime(String kind, long nanos) {
    times.add(kind, nanos);
    times.add(ALL_KINDS, nanos);
  }

  /** Returns the expected running time of a kind, or another value if it is not known. */
  long expectedOr(String kind, long otherwise) {
    return times.expectedOr(kind, otherwise);
  }

  /** Returns the mean running time of all tasks of the client; 0 if it is not known. */
  long meanTime() {
    return times.expectedOr(ALL_KINDS, 0);
  }
}

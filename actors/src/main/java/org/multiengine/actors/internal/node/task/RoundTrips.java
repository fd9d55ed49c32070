package org.multiengine.actors.internal.node.task;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.protocol.RelayMessage;

/**
 * The times of a message to a farm and back: from the answers of tasks to the next tasks that the
 * farm sends in their place. Used by the node's relay alone.
 */
final class RoundTrips {

  /** The part of an average that the newest time makes up. */
  private static final double NEWEST = 1.0 / 8;

  /** The longest time that counts, because a farm may pause. */
  private static final long MAX_NANOS = Duration.ofMillis(100).toNanos();

  /** A farm. */
  private static final class Trip {
    private boolean hasMore;
    private @Nullable Long answered;
    private double average;
  }

  private final Map<Link<RelayMessage>, Trip> trips = new HashMap<>();

  /** Handles that answers of tasks are sent. */
  void answered(Link<RelayMessage> link, long now) {
    Trip trip = trips.get(link);
    if (trip != null && trip.hasMore && trip.answered == null) {
      trip.answered = now;
    }
  }

  /**
   * Handles that tasks arrive.
   *
   * @param hasMore whether further tasks wait at the farm, so that it replaces those that end
   * @return the average time in nanoseconds; 0 if it is not known
   */
  long ordered(Link<RelayMessage> link, boolean hasMore, long now) {
    Trip trip = trips.computeIfAbsent(link, absent -> new Trip());
    if (trip.answered != null) {
      long nanos = Math.min(now - trip.answered, MAX_NANOS);
      trip.average = trip.average == 0 ? nanos : trip.average + NEWEST * (nanos - trip.average);
      trip.answered = null;
    }
    trip.hasMore = hasMore;
    return Math.round(trip.average);
  }

  void forget(Link<RelayMessage> link) {
    trips.remove(link);
  }
}

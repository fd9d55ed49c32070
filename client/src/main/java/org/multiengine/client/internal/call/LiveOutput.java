package org.multiengine.client.internal.call;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Report;

/** The listeners to the output of one call. Safe for use by several threads. */
final class LiveOutput {

  private final List<OutputFeed> feeds = new CopyOnWriteArrayList<>();

  void add(OutputFeed feed) {
    feeds.add(feed);
  }

  /** Passes printed text on to all listeners. */
  void printed(EngineId engine, List<Report.Printed> printed) {
    for (Report.Printed piece : printed) {
      feeds.forEach(feed -> feed.add(engine, piece));
    }
  }

  /** Runs an action when all listeners have received what there is; at once if they have. */
  void whenDelivered(Runnable action) {
    List<OutputFeed> waited = List.copyOf(feeds);
    var left = new AtomicInteger(waited.size() + 1);
    Runnable delivered =
        () -> {
          if (left.decrementAndGet() == 0) {
            action.run();
          }
        };
    waited.forEach(feed -> feed.whenDelivered(delivered));
    delivered.run();
  }

  /** Returns whether a thread is calling one of the listeners now. */
  boolean isDeliveredBy(Thread thread) {
    return feeds.stream().anyMatch(feed -> feed.isDeliveredBy(thread));
  }
}

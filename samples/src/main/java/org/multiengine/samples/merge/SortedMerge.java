package org.multiengine.samples.merge;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.samples.Options;

/** Merges the events of all engines into one stream in the order of time, piece by piece. */
public final class SortedMerge {

  private SortedMerge() {}

  /**
   * Runs the sample. Each engine has {@code --events 100000}, which are fetched in pieces of {@code
   * --piece 1000}. The first {@code --show 10} are shown.
   */
  public static void main(String[] args) {
    Options options = Options.of(args, "events", "piece", "show");
    int events = options.number("events", 100_000);
    try (LocalCluster cluster = options.start();
        MultiEngineClient mec = cluster.connect()) {
      mec.pushFunction("randomEvents", (Integer engine) -> Event.random(engine, events));
      mec.execute("events = randomEvents(id)");
      show(merge(mec, options.number("piece", 1000)), options.number("show", 10));
    }
  }

  /**
   * Returns the merged events. Events are fetched when they are needed, so that at most one piece
   * of each engine's events is in memory.
   */
  private static Iterator<Event> merge(MultiEngineClient mec, int piece) {
    List<RemoteIterator<Event>> streams =
        mec.ids().stream()
            .map(id -> new RemoteIterator<Event>(mec.engines(id), "events", piece))
            .toList();
    return new MergingIterator<>(streams);
  }

  private static void show(Iterator<Event> merged, int shown) {
    long count = 0;
    while (merged.hasNext()) {
      Event event = merged.next();
      if (count++ < shown) {
        System.out.printf(Locale.ROOT, "%12.6f  engine %d%n", event.time(), event.engine());
      }
    }
    System.out.println(count + " events");
  }
}

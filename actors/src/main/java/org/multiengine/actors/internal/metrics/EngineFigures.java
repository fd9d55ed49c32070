package org.multiengine.actors.internal.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the engine processes of a host, aggregated. Counters and histograms never
 * decrease: the last figures of an ended process are kept, and a process that does not answer
 * contributes its previous figures. Gauges include only processes that answer.
 *
 * <p>Safe for use by several threads.
 */
public final class EngineFigures {

  /** The figures of the current process of a slot, and the sums of those before it. */
  private static final class Slot {
    @Nullable String process;
    boolean answers;
    final Map<Series.Key, Series> ended = new HashMap<>();
    final Map<Series.Key, Series> latest = new LinkedHashMap<>();

    void answered(MetricsSnapshot snapshot) {
      if (process != null && !process.equals(snapshot.process())) {
        end();
      }
      process = snapshot.process();
      answers = true;
      latest.clear();
      snapshot.series().forEach(series -> latest.put(series.key(), series));
    }

    private void end() {
      latest.values().stream()
          .filter(series -> series.kind().onlyGrows())
          .forEach(series -> add(ended, series));
      latest.clear();
    }

    void endIn(Map<Series.Key, Series> sums) {
      end();
      ended.values().forEach(series -> add(sums, series));
    }

    void addTo(Map<Series.Key, Series> sums) {
      ended.values().forEach(series -> add(sums, series));
      latest.values().stream()
          .filter(series -> answers || series.kind().onlyGrows())
          .forEach(series -> add(sums, series));
    }
  }

  private final Map<String, Slot> slots = new LinkedHashMap<>();

  /** The sums of the processes of slots that were removed. */
  private final Map<Series.Key, Series> removed = new LinkedHashMap<>();

  private static void add(Map<Series.Key, Series> sums, Series series) {
    sums.merge(series.key(), series, Series::plus);
  }

  /** Stores the figures that the process of a slot has reported. */
  public synchronized void answered(String slot, MetricsSnapshot snapshot) {
    slots.computeIfAbsent(slot, first -> new Slot()).answered(snapshot);
  }

  /** Marks the process of a slot as not answering, or as missing. */
  public synchronized void silent(String slot) {
    Slot known = slots.get(slot);
    if (known != null) {
      known.answers = false;
    }
  }

  /** Forgets the slots that are not among those given; their counts stay in the sums. */
  public synchronized void retain(Set<String> known) {
    slots.entrySet().stream()
        .filter(slot -> !known.contains(slot.getKey()))
        .forEach(slot -> slot.getValue().endIn(removed));
    slots.keySet().retainAll(known);
  }

  /** Returns the figures summed over all slots, including those that were removed. */
  public synchronized List<Series> sums() {
    Map<Series.Key, Series> sums = new LinkedHashMap<>(removed);
    slots.values().forEach(slot -> slot.addTo(sums));
    return List.copyOf(sums.values());
  }

  /** Returns the figures of each slot separately, with the slot as a label. */
  public synchronized List<Series> bySlot() {
    List<Series> all = new ArrayList<>();
    slots.forEach(
        (name, slot) -> {
          Map<Series.Key, Series> sums = new LinkedHashMap<>();
          slot.addTo(sums);
          sums.values().forEach(series -> all.add(series.with("slot", name)));
        });
    return all;
  }
}

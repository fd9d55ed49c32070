package org.multiengine.actors.internal.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the engine processes of a host, put together. What counts up never goes back: a
 * process that ends leaves what it had last told of, and one that does not answer counts with what
 * it told before. What is as it is now is known only of processes that answer.
 *
 * <p>Safe for use by several threads.
 */
public final class EngineFigures {

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

    void addTo(Map<Series.Key, Series> sums) {
      ended.values().forEach(series -> add(sums, series));
      latest.values().stream()
          .filter(series -> answers || series.kind().onlyGrows())
          .forEach(series -> add(sums, series));
    }
  }

  private final Map<String, Slot> slots = new LinkedHashMap<>();

  private static void add(Map<Series.Key, Series> sums, Series series) {
    sums.merge(series.key(), series, Series::plus);
  }

  /** Takes what the process of a slot has told. */
  public synchronized void answered(String slot, MetricsSnapshot snapshot) {
    slots.computeIfAbsent(slot, first -> new Slot()).answered(snapshot);
  }

  /** The process of a slot has told nothing in time, or there is none. */
  public synchronized void silent(String slot) {
    Slot known = slots.get(slot);
    if (known != null) {
      known.answers = false;
    }
  }

  /** Returns the figures of all slots together. */
  public synchronized List<Series> sums() {
    Map<Series.Key, Series> sums = new LinkedHashMap<>();
    slots.values().forEach(slot -> slot.addTo(sums));
    return List.copyOf(sums.values());
  }

  /** Returns the figures of each slot, which a label names. */
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

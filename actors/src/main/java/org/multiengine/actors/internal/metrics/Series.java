package org.multiengine.actors.internal.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * The figures of one metric with one set of labels, as they are sent between processes.
 *
 * @param name the metric's name in Prometheus, without {@code _total}
 * @param help a one-line description of the metric
 * @param kind how the figures of several processes are combined
 * @param labels the names and values of the labels, alternately
 * @param bounds the upper bounds of a histogram's buckets; empty for other kinds
 * @param values the figure; for a histogram, the sum followed by a count for each bucket
 */
public record Series(
    String name,
    String help,
    Kind kind,
    List<String> labels,
    List<Double> bounds,
    List<Double> values) {

  /** How the figures of several processes are combined. */
  public enum Kind {
    /** The figure never decreases; figures are added. */
    COUNTER,
    /** The counts never decrease; they are added bucket by bucket. */
    HISTOGRAM,
    /** The figure is a current value; figures are added. */
    GAUGE,
    /** The figure is a current value; the greatest one is taken. */
    MAXIMUM;

    /** Returns whether the figures of a process still count after the process has ended. */
    public boolean onlyGrows() {
      return this == COUNTER || this == HISTOGRAM;
    }
  }

  /** The key by which series of several processes are combined. */
  record Key(String name, List<String> labels) {}

  /** Makes the lists immutable. */
  public Series {
    labels = List.copyOf(labels);
    bounds = List.copyOf(bounds);
    values = List.copyOf(values);
  }

  Key key() {
    return new Key(name, labels);
  }

  /** Returns the combination of both series; the other one if their buckets differ. */
  Series plus(Series other) {
    if (!bounds.equals(other.bounds)) {
      return other;
    }
    List<Double> sums = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      double mine = values.get(i);
      double others = other.values.get(i);
      sums.add(kind == Kind.MAXIMUM ? Math.max(mine, others) : mine + others);
    }
    return new Series(name, help, kind, labels, bounds, sums);
  }

  /** Returns a copy of the series with one more label. */
  Series with(String label, String value) {
    List<String> more = new ArrayList<>(labels);
    more.add(label);
    more.add(value);
    return new Series(name, help, kind, more, bounds, values);
  }
}

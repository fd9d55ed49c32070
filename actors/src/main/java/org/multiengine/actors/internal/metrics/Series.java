package org.multiengine.actors.internal.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * The figures of one metric with one set of labels, in the form that travels.
 *
 * @param name the metric's name as Prometheus has it, without {@code _total}
 * @param help what it is, in a sentence
 * @param kind how figures of it are put together
 * @param labels names and values of labels, in turn
 * @param bounds the upper bounds of a histogram's buckets; empty if it is none
 * @param values the figure; of a histogram its sum and then a count for each bucket
 */
public record Series(
    String name,
    String help,
    Kind kind,
    List<String> labels,
    List<Double> bounds,
    List<Double> values) {

  /** How figures are put together. */
  public enum Kind {
    /** It only grows, and is added up. */
    COUNTER,
    /** It only grows, bucket by bucket. */
    HISTOGRAM,
    /** It is as it is now, and is added up. */
    GAUGE,
    /** It is as it is now, and the greatest counts. */
    MAXIMUM;

    /** Tells whether what a process has reached stays true when it has ended. */
    public boolean onlyGrows() {
      return this == COUNTER || this == HISTOGRAM;
    }
  }

  /** What makes series the same in several processes. */
  record Key(String name, List<String> labels) {}

  /** Takes what cannot be changed any more. */
  public Series {
    labels = List.copyOf(labels);
    bounds = List.copyOf(bounds);
    values = List.copyOf(values);
  }

  Key key() {
    return new Key(name, labels);
  }

  /** Returns the series of both together; the other one if they have not the same buckets. */
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

  /** Returns the same with one more label. */
  Series with(String label, String value) {
    List<String> more = new ArrayList<>(labels);
    more.add(label);
    more.add(value);
    return new Series(name, help, kind, more, bounds, values);
  }
}

package org.multiengine.bench.table;

/** In what a work is told. */
public enum Figure {
  /** Time of a run; lower is better. */
  MILLISECONDS("ms") {
    @Override
    double of(long value, long units) {
      return value / 1e6;
    }
  },

  /** Calls a second; higher is better. */
  PER_SECOND("/s") {
    @Override
    double of(long value, long units) {
      return units * 1e9 / value;
    }
  },

  /** 10<sup>6</sup> bytes a second, of all engines together; higher is better. */
  MEGABYTES_PER_SECOND("MB/s") {
    @Override
    double of(long value, long units) {
      return units * 1e3 / value;
    }
  },

  /** 10<sup>6</sup> bytes of memory; lower is better. */
  MEGABYTES("MB") {
    @Override
    double of(long value, long units) {
      return value / 1e6;
    }
  };

  private final String unit;

  Figure(String unit) {
    this.unit = unit;
  }

  String unit() {
    return unit;
  }

  /** Returns whether a lower figure is a better one. */
  boolean isLowerBetter() {
    return this == MILLISECONDS || this == MEGABYTES;
  }

  /** Returns the figure of a run of {@code units} that took so many nanoseconds, or bytes. */
  abstract double of(long value, long units);
}

package org.multiengine.samples.sweep;

import java.util.ArrayList;
import java.util.List;

/**
 * The values between which the logistic map moves in the long run.
 *
 * @param r the parameter of the map
 * @param values the values, after those at the start
 */
record Orbit(double r, List<Double> values) {

  private static final int WARMUP_STEPS = 2_000;
  private static final int RECORDED_STEPS = 100;
  private static final double TOLERANCE = 1e-6;

  /** Returns the orbit of a parameter. Runs on an engine. */
  static Orbit of(double r) {
    double x = 0.4;
    for (int step = 0; step < WARMUP_STEPS; step++) {
      x = r * x * (1 - x);
    }
    List<Double> values = new ArrayList<>();
    for (int step = 0; step < RECORDED_STEPS; step++) {
      values.add(x);
      x = r * x * (1 - x);
    }
    return new Orbit(r, values);
  }

  /** Returns the number of different values, which is that of all values in chaos. */
  long period() {
    return values.stream().mapToLong(value -> Math.round(value / TOLERANCE)).distinct().count();
  }
}

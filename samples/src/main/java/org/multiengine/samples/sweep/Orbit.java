package org.multiengine.samples.sweep;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the logistic map ends up.
 *
 * @param r its parameter
 * @param values what it goes through in the end
 */
record Orbit(double r, List<Double> values) {

  private static final int STEPS_BEFORE = 2_000;
  private static final int STEPS_SHOWN = 100;
  private static final double SAME = 1e-6;

  /** Runs on an engine. */
  static Orbit of(double r) {
    double x = 0.4;
    for (int step = 0; step < STEPS_BEFORE; step++) {
      x = r * x * (1 - x);
    }
    List<Double> values = new ArrayList<>();
    for (int step = 0; step < STEPS_SHOWN; step++) {
      values.add(x);
      x = r * x * (1 - x);
    }
    return new Orbit(r, values);
  }

  /** Returns how many values it goes through, all of them if they never come again. */
  long period() {
    return values.stream().mapToLong(value -> Math.round(value / SAME)).distinct().count();
  }
}

package org.multiengine.client;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.multiengine.core.Targets;
import org.multiengine.core.function.RemoteCallable;

/**
 * The speed at which calls and values reach engines (reference, 3.1). Each figure is the best of
 * three means of ten calls, which are made one after the other, each waited for.
 *
 * @param singleEngineLatency the time of an empty text on one engine, in milliseconds
 * @param allEngineLatency the time of an empty text on all engines, in milliseconds
 * @param allEnginePush the speed of an array to all engines, in megabytes (1,000,000 bytes) per
 *     second; the array counts once, however many engines there are
 * @param singleEnginePush the speed of an array to one engine, likewise
 */
public record Benchmark(
    double singleEngineLatency,
    double allEngineLatency,
    double allEnginePush,
    double singleEnginePush) {

  static final int DEFAULT_PUSHED_NUMBERS = 10_000;

  private static final int ROUNDS = 3;
  private static final int CALLS_PER_ROUND = 10;
  private static final double NANOS_PER_MILLISECOND = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  /** A name that no script uses by chance. */
  private static final String PUSHED_NAME = "multiengine_benchmark";

  static Benchmark of(DirectView view, int pushSize) {
    if (pushSize < 1) {
      throw new IllegalArgumentException("at least one number must be pushed: " + pushSize);
    }
    List<Integer> engines = view.session().resolve(view.targets());
    if (engines.isEmpty()) {
      throw new IllegalArgumentException("a benchmark needs an engine, and this view has none");
    }
    DirectView many = new DirectView(view.session(), Targets.of(engines), view.options());
    DirectView one = new DirectView(view.session(), Targets.of(engines.get(0)), view.options());
    Map<String, double[]> pushed = Map.of(PUSHED_NAME, new double[pushSize]);
    double megabytes = (double) pushSize * Double.BYTES / BYTES_PER_MEGABYTE;
    Benchmark figures =
        new Benchmark(
            bestNanos(() -> one.execute("")) / NANOS_PER_MILLISECOND,
            bestNanos(() -> many.execute("")) / NANOS_PER_MILLISECOND,
            megabytes * NANOS_PER_SECOND / bestNanos(() -> many.push(pushed)),
            megabytes * NANOS_PER_SECOND / bestNanos(() -> one.push(pushed)));
    many.apply(removal());
    return figures;
  }

  private static RemoteCallable<Boolean> removal() {
    return engine -> {
      if (engine.names().contains(PUSHED_NAME)) {
        engine.remove(PUSHED_NAME);
      }
      return true;
    };
  }

  private static double bestNanos(Runnable call) {
    double best = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < CALLS_PER_ROUND; i++) {
        call.run();
      }
      best = Math.min(best, (double) (System.nanoTime() - start) / CALLS_PER_ROUND);
    }
    return best;
  }

  /**
   * Returns the figures as IPython prints them, a dictionary:
   *
   * <pre>{@code
   * {'single_engine_latency': (0.412, 'msec'), 'all_engine_latency': (0.934, 'msec'),
   *  'all_engine_push': (98.127, 'MB/sec'), 'single_engine_push': (160.220, 'MB/sec')}
   * }</pre>
   *
   * in one line.
   */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "{'single_engine_latency': (%.3f, 'msec'), 'all_engine_latency': (%.3f, 'msec'),"
            + " 'all_engine_push': (%.3f, 'MB/sec'), 'single_engine_push': (%.3f, 'MB/sec')}",
        singleEngineLatency,
        allEngineLatency,
        allEnginePush,
        singleEnginePush);
  }
}

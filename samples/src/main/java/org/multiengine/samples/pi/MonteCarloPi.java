package org.multiengine.samples.pi;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.samples.Options;

/** Throws darts at a square. The share of darts within a quarter of a circle is pi / 4. */
public final class MonteCarloPi {

  private static final Duration REPORT_INTERVAL = Duration.ofMillis(250);

  private MonteCarloPi() {}

  /** Runs the sample with {@code --rounds 400} of {@code --darts 1000000} each. */
  public static void main(String[] args) throws InterruptedException {
    Options options = Options.of(args, "rounds", "darts");
    int rounds = options.number("rounds", 400);
    int darts = options.number("darts", 1_000_000);
    try (LocalCluster cluster = options.start();
        MultiEngineClient mec = cluster.connect()) {
      List<Integer> seeds = IntStream.range(0, rounds).boxed().toList();
      long hits = 0;
      for (int ofRound : await(mec.mapAsync(seed -> hits(seed, darts), seeds))) {
        hits += ofRound;
      }
      System.out.printf(Locale.ROOT, "pi is about %.5f%n", 4.0 * hits / rounds / darts);
    }
  }

  /** Returns the number of darts of a round that hit the circle. Runs on an engine. */
  private static int hits(int seed, int darts) {
    var random = new SplittableRandom(seed);
    int hits = 0;
    for (int i = 0; i < darts; i++) {
      double x = random.nextDouble();
      double y = random.nextDouble();
      if (x * x + y * y < 1) {
        hits++;
      }
    }
    return hits;
  }

  /** Waits for a result and prints the progress at intervals. */
  private static <T> T await(PendingResult<T> pending) throws InterruptedException {
    while (true) {
      try {
        T result = pending.get(REPORT_INTERVAL);
        System.out.println(pending.progress() + " rounds");
        return result;
      } catch (TimeoutException stillRunning) {
        System.out.println(pending.progress() + " rounds");
      }
    }
  }
}

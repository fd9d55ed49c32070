package org.multiengine.samples.histogram;

import java.util.Collections;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.samples.Options;

/** Shows the distribution of random numbers that the engines hold. */
public final class ParallelHistogram {

  private static final int MAX_BAR_CHARACTERS = 50;

  private ParallelHistogram() {}

  /**
   * Runs the sample. Each engine makes {@code --numbers 1000000}, which are counted in {@code
   * --bins 20}.
   */
  public static void main(String[] args) {
    Options options = Options.of(args, "numbers", "bins");
    int numbers = options.number("numbers", 1_000_000);
    try (LocalCluster cluster = options.start();
        MultiEngineClient mec = cluster.connect()) {
      mec.pushFunction("normal", (Integer seed) -> normal(seed, numbers));
      mec.execute("x = normal(id)");
      show(Histogram.of(mec, "x", options.number("bins", 20)));
    }
  }

  /** Returns random numbers of a normal distribution. Runs on an engine. */
  private static double[] normal(int seed, int numbers) {
    var random = new SplittableRandom(seed);
    return DoubleStream.generate(random::nextGaussian).limit(numbers).toArray();
  }

  private static void show(Histogram histogram) {
    long most = Collections.max(histogram.counts());
    double from = histogram.lowest();
    for (long count : histogram.counts()) {
      String bar = "*".repeat((int) (MAX_BAR_CHARACTERS * count / most));
      System.out.printf(Locale.ROOT, "%7.3f %8d %s%n", from, count, bar);
      from += histogram.width();
    }
  }
}

package org.multiengine.samples.histogram;

import java.util.Collections;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.samples.Options;

/** Shows how numbers are distributed that each engine has made for itself. */
public final class ParallelHistogram {

  private static final int WIDEST = 50;

  private ParallelHistogram() {}

  /**
   * Runs the sample; each engine makes {@code --numbers 1000000}, and there are {@code --bins 20}.
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

  /** Runs on an engine. */
  private static double[] normal(int seed, int numbers) {
    var random = new SplittableRandom(seed);
    return DoubleStream.generate(random::nextGaussian).limit(numbers).toArray();
  }

  private static void show(Histogram histogram) {
    long most = Collections.max(histogram.counts());
    double from = histogram.lowest();
    for (long count : histogram.counts()) {
      String bar = "*".repeat((int) (WIDEST * count / most));
      System.out.printf(Locale.ROOT, "%7.3f %8d %s%n", from, count, bar);
      from += histogram.width();
    }
  }
}

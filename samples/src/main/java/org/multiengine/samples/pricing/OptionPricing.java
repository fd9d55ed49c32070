package org.multiengine.samples.pricing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.partition.Distribution;
import org.multiengine.samples.Options;

/** Prices options for five strikes and five volatilities, in 25 tasks dealt to the engines. */
public final class OptionPricing {

  private static final double[] STRIKES = {90, 95, 100, 105, 110};
  private static final double[] VOLATILITIES = {0.1, 0.175, 0.25, 0.325, 0.4};

  private OptionPricing() {}

  /** Runs the sample with {@code --paths 20000} random paths in each task. */
  public static void main(String[] args) {
    Options options = Options.of(args, "paths");
    int paths = options.number("paths", 20_000);
    List<Market> tasks = new ArrayList<>();
    for (double strike : STRIKES) {
      for (double volatility : VOLATILITIES) {
        tasks.add(new Market(strike, volatility));
      }
    }
    try (LocalCluster cluster = options.start();
        MultiEngineClient mec = cluster.connect()) {
      show(
          tasks,
          mec.mapper()
              .distribution(Distribution.ROUND_ROBIN)
              .map(market -> Prices.of(market, paths), tasks));
    }
  }

  private static void show(List<Market> tasks, List<Prices> prices) {
    System.out.println(" strike volatility   European call    put      Asian call    put");
    for (int i = 0; i < tasks.size(); i++) {
      Market market = tasks.get(i);
      Prices of = prices.get(i);
      System.out.printf(
          Locale.ROOT,
          "%7.2f %10.3f %15.3f %6.3f %15.3f %6.3f%n",
          market.strike(),
          market.volatility(),
          of.europeanCall(),
          of.europeanPut(),
          of.asianCall(),
          of.asianPut());
    }
  }
}

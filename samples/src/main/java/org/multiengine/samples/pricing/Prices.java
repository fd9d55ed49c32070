package org.multiengine.samples.pricing;

import java.util.SplittableRandom;

/** The prices of options on the last price of a stock (European) and on its mean (Asian). */
record Prices(double europeanCall, double europeanPut, double asianCall, double asianPut) {

  /**
   * Returns the prices in a market, from random paths of the stock, which are always the same. Runs
   * on an engine.
   */
  static Prices of(Market market, int paths) {
    var random = new SplittableRandom(1);
    double step = 1.0 / Market.DAYS;
    double drift = (Market.RATE - market.volatility() * market.volatility() / 2) * step;
    double spread = market.volatility() * Math.sqrt(step);
    var sums = new double[4];
    for (int path = 0; path < paths; path++) {
      double price = Market.PRICE;
      double sum = 0;
      for (int day = 0; day < Market.DAYS; day++) {
        price *= Math.exp(drift + spread * random.nextGaussian());
        sum += price;
      }
      add(sums, 0, price - market.strike());
      add(sums, 2, sum / Market.DAYS - market.strike());
    }
    double scale = Market.discount() / paths;
    return new Prices(sums[0] * scale, sums[1] * scale, sums[2] * scale, sums[3] * scale);
  }

  /**
   * Adds the payouts of a call and a put. A call pays the amount by which the price is above the
   * strike, a put the amount by which it is below.
   */
  private static void add(double[] sums, int call, double above) {
    sums[call] += Math.max(0, above);
    sums[call + 1] += Math.max(0, -above);
  }
}

package org.multiengine.samples.pricing;

/**
 * What an option is worth depends on.
 *
 * @param strike at which the stock may be bought or sold at the end
 * @param volatility of its price, for a year
 */
record Market(double strike, double volatility) {

  /** The price of the stock now. */
  static final double PRICE = 100;

  /** The rate of interest for a year. */
  static final double RATE = 0.05;

  /** The days until the option ends, which are one year. */
  static final int DAYS = 260;

  /** Returns what money at the end is worth now. */
  static double discount() {
    return Math.exp(-RATE);
  }
}

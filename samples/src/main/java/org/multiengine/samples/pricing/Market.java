package org.multiengine.samples.pricing;

/**
 * The parameters on which the price of an option depends.
 *
 * @param strike the price at which the stock may be bought or sold at the end
 * @param volatility the volatility of the stock's price in a year
 */
record Market(double strike, double volatility) {

  /** The current price of the stock. */
  static final double PRICE = 100;

  /** The rate of interest for a year. */
  static final double RATE = 0.05;

  /** The number of trading days until the option ends, which make one year. */
  static final int DAYS = 260;

  /** Returns the present value of one unit of money at the end. */
  static double discount() {
    return Math.exp(-RATE);
  }
}

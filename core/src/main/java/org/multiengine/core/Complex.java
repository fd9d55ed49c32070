package org.multiengine.core;

/**
 * A complex number, as Python engines have them. Immutable.
 *
 * @param real the real part
 * @param imaginary the imaginary part
 */
public record Complex(double real, double imaginary) {

  /** Returns the number in Python's form, for example {@code (1.0+2.0j)}. */
  @Override
  public String toString() {
    boolean negative = imaginary < 0 || (imaginary == 0 && 1 / imaginary < 0);
    return "(" + real + (negative ? "" : "+") + imaginary + "j)";
  }
}

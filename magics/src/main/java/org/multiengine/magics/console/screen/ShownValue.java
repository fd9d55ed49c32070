package org.multiengine.magics.console.screen;

/**
 * The value of an input as a prompt shows it.
 *
 * @param number the number of the input, or {@link #UNNUMBERED} if the value has no label
 * @param text the value as text
 */
public record ShownValue(int number, String text) {

  /** The number of a value that is shown without a label. */
  public static final int UNNUMBERED = 0;
}

package org.multiengine.magics.console.screen;

import org.multiengine.core.display.MimeBundle;

/**
 * The value of an input as a prompt shows it.
 *
 * @param number the number of the input, or {@link #UNNUMBERED} if the value has no label
 * @param bundle the forms of the value
 */
public record ShownValue(int number, MimeBundle bundle) {

  /** The number of a value that is shown without a label. */
  public static final int UNNUMBERED = 0;

  /** Returns the value as text. */
  public String text() {
    return bundle.plainText();
  }
}

package org.multiengine.magics.console.screen;

import org.multiengine.core.text.TextWidth;

/**
 * The line that shows how far a call is.
 *
 * @param done the amount that is done, in the unit of the call
 * @param total the whole amount; 0 if the line has no bar
 * @param text the text of the line, without a bar
 */
public record StatusLine(long done, long total, String text) {

  private static final int BAR_CHARACTERS = 20;

  /** Returns the share that is done, from 0 to 1. */
  public double share() {
    return total == 0 ? 0 : Math.min(1, (double) done / total);
  }

  /** Returns the line for a terminal, with a bar of characters. */
  public String withBar() {
    if (total == 0) {
      return text;
    }
    int filled = (int) Math.round(share() * BAR_CHARACTERS);
    return "[" + "#".repeat(filled) + "-".repeat(BAR_CHARACTERS - filled) + "] " + text;
  }

  /**
   * Returns the line for a terminal of a width. Its end is cut, but the hint behind it is whole.
   *
   * @param columns the number of columns of the terminal
   */
  String inColumns(int columns, String hint) {
    return TextWidth.cut(withBar(), Math.max(1, columns - 1 - hint.length())) + hint;
  }
}

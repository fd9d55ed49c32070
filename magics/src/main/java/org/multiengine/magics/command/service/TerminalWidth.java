package org.multiengine.magics.command.service;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Asks the system for the width of the terminal. */
final class TerminalWidth {

  /** The smallest width of help pages. */
  private static final int MIN_COLUMNS = 55;

  private TerminalWidth() {}

  /** Returns the number of columns for help pages; -1 if it cannot be found out quickly. */
  static int columns() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      int columns = Integer.parseInt(size.strip().substring(size.indexOf(' ') + 1));
      return Math.max(columns, MIN_COLUMNS);
    } catch (IOException | RuntimeException unknown) {
      return -1;
    }
  }
}

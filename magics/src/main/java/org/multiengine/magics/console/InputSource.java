package org.multiengine.magics.console;

import org.jspecify.annotations.Nullable;

/** Where inputs come from: a terminal, or a file or program whose output is piped in. */
interface InputSource extends AutoCloseable {

  /**
   * Returns the next input, of one or more lines; an empty one if it was given up with Ctrl-C; null
   * at the end.
   *
   * @param number the input's number
   */
  @Nullable String read(int number);

  /** Returns a line beneath a prompt of its own, or null at the end of the input or on Ctrl-C. */
  @Nullable String ask(String prompt);

  /** Puts text into the next input, to be changed there. */
  void prefill(String text);

  @Override
  void close();
}

package org.multiengine.magics.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source of inputs: a terminal, or a pipe. */
public interface InputSource extends AutoCloseable {

  /**
   * Returns the next input, of one or more lines. The input is empty if the user gave it up with
   * Ctrl-C, and null at the end of the source.
   *
   * @param number the number of the input
   */
  @Nullable String read(int number);

  /** Returns a line that answers a prompt, or null at the end of the source or on Ctrl-C. */
  @Nullable String ask(String prompt);

  /** Puts text into the next input, where the user can edit it. */
  void prefill(String text);

  @Override
  void close();

  /** Returns the inputs that the history file keeps, oldest first; empty if there is no file. */
  default List<String> history() {
    return List.of();
  }
}

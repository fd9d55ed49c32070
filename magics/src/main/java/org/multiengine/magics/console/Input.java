package org.multiengine.magics.console;

/** What an input means. */
sealed interface Input {

  /** Nothing was typed. */
  record Nothing() implements Input {}

  /** Text to evaluate. */
  record Script(String text) implements Input {}

  /**
   * A magic.
   *
   * @param name its name; empty if only a percent sign was typed
   * @param line the rest of its line, as it was typed
   * @param block the lines beneath it
   * @param cell whether it was typed with two percent signs
   */
  record MagicUse(String name, String line, String block, boolean cell) implements Input {}

  /**
   * A question for documentation, as in {@code mec.execute?}.
   *
   * @param subject what is asked about; empty for all
   */
  record Question(String subject) implements Input {}
}

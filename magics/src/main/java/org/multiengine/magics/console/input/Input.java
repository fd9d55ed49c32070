package org.multiengine.magics.console.input;

/** The meaning of an input. */
public sealed interface Input {

  /** An empty input. */
  record Nothing() implements Input {}

  /** A script to evaluate. */
  record Script(String text) implements Input {}

  /**
   * The use of a magic.
   *
   * @param name the name of the magic; empty if only a percent sign was typed
   * @param line the rest of the line, as it was typed
   * @param block the lines below
   * @param cell whether the magic was typed with two percent signs
   */
  record MagicUse(String name, String line, String block, boolean cell) implements Input {}

  /**
   * A question for documentation, such as {@code mec.execute?}.
   *
   * @param subject the subject of the question; empty for the quick reference
   */
  record Question(String subject) implements Input {}
}

package org.multiengine.client.cluster;

/** A listener to the progress of the start of a cluster. */
@FunctionalInterface
public interface StartListener {

  /**
   * Receives the progress, when another engine takes requests.
   *
   * @param started how many engines take requests
   * @param total how many engines there will be
   */
  void engineStarted(int started, int total);

  /** Returns a listener that does nothing. */
  static StartListener silent() {
    return (started, total) -> {};
  }

  /**
   * Returns a listener that updates one line on standard error if this program has a terminal, and
   * otherwise does nothing.
   */
  @SuppressWarnings("SystemConsoleNull") // on JDKs 22 to 24 a line too many on standard error
  static StartListener terminal() {
    if (System.console() == null) {
      return silent();
    }
    return (started, total) ->
        System.err.print(
            "\rStarting engines: " + started + " of " + total + (started == total ? "\n" : ""));
  }
}

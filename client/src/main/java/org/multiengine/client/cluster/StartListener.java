package org.multiengine.client.cluster;

/** Hears how far the start of a cluster is. */
@FunctionalInterface
public interface StartListener {

  /**
   * Another engine takes requests.
   *
   * @param started how many do
   * @param total how many there will be
   */
  void engineStarted(int started, int total);

  /** Returns a listener that does nothing. */
  static StartListener silent() {
    return (started, total) -> {};
  }

  /**
   * Returns a listener that keeps one line on standard error up to date, if this program has a
   * terminal; else it does nothing.
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

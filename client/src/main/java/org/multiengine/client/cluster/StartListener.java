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

  /**
   * Receives how far the engine processes are, when one of them has come further. Does nothing
   * unless it is implemented.
   *
   * @param phases the numbers of processes by phase; all are 0 if the engines run in this JVM
   */
  default void phasesChanged(StartPhases phases) {}

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
    return new StartLine(System.err);
  }
}

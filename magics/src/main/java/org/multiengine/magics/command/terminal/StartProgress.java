package org.multiengine.magics.command.terminal;

import java.io.PrintWriter;
import org.multiengine.client.Progress;

/** A line on the terminal that shows how many engines have started. Prints nothing elsewhere. */
public final class StartProgress {

  private final PrintWriter err;
  private final boolean terminal;

  /**
   * Creates the line.
   *
   * @param err the writer of standard error
   * @param terminal whether that is a terminal
   */
  public StartProgress(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  /** Replaces the line. */
  public void show(Progress progress) {
    if (terminal) {
      err.print("\rStarting engines: " + progress);
      err.flush();
    }
  }

  /** Ends the line. */
  public void end() {
    if (terminal) {
      err.println();
    }
  }
}

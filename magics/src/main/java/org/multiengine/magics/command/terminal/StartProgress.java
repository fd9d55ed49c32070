package org.multiengine.magics.command;

import java.io.PrintWriter;
import org.multiengine.client.Progress;

/** A line on the terminal that shows how many engines have started. Prints nothing elsewhere. */
final class StartProgress {

  private final PrintWriter err;
  private final boolean terminal = Terminals.isPresent();

  StartProgress(PrintWriter err) {
    this.err = err;
  }

  void show(Progress progress) {
    if (terminal) {
      err.print("\rStarting engines: " + progress);
      err.flush();
    }
  }

  void end() {
    if (terminal) {
      err.println();
    }
  }
}

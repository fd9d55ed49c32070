package org.multiengine.client.cluster;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** A line of a terminal that shows the progress of a start. Used by one thread at a time. */
final class StartLine implements StartListener {

  private final PrintStream out;
  private int engines;
  private int total;
  private @Nullable StartPhases phases;
  private int shown;

  StartLine(PrintStream out) {
    this.out = out;
  }

  @Override
  public void engineStarted(int started, int ofEngines) {
    engines = started;
    total = ofEngines;
    show();
    if (started == ofEngines) {
      out.println();
    }
  }

  @Override
  public void phasesChanged(StartPhases now) {
    phases = now;
    show();
  }

  /** Replaces the line, whose rest may be longer. */
  private void show() {
    String line = total == 0 ? "Starting " + phases : engines();
    out.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
    out.flush();
    shown = line.length();
  }

  private String engines() {
    boolean inProcesses = phases != null && phases.processes() > 0;
    return "Starting engines: "
        + engines
        + " of "
        + total
        + (inProcesses ? " (" + phases + ")" : "");
  }
}

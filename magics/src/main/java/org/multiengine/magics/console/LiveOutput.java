package org.multiengine.magics.console;

import java.util.ArrayList;
import java.util.List;
import org.multiengine.client.OutputListener;
import org.multiengine.core.identity.EngineId;
import org.multiengine.magics.text.LineOutput;

/**
 * What engines print during a wait. It is held back at first, as a call that ends soon shows it
 * with its result, and shown line by line once it has been let through. Safe for use by several
 * threads.
 */
final class LiveOutput implements OutputListener {

  private record Line(EngineId engine, String text, boolean stderr) {}

  private final Screen screen;
  private final int maxHeld;
  private final LineOutput lines = new LineOutput(this::line);
  private final List<Line> held = new ArrayList<>();
  private int heldCharacters;
  private boolean through;
  private boolean shown;
  private boolean dropping;

  /**
   * Makes one.
   *
   * @param maxHeld how many characters are held back at most; more lets all through
   */
  LiveOutput(Screen screen, int maxHeld) {
    this.screen = screen;
    this.maxHeld = maxHeld;
  }

  @Override
  public void printed(EngineId engine, String text, boolean toStderr) {
    lines.printed(engine, text, toStderr);
  }

  private synchronized void line(EngineId engine, String text, boolean toStderr) {
    var line = new Line(engine, text, toStderr);
    if (dropping) {
      return;
    }
    if (through) {
      show(line);
      return;
    }
    held.add(line);
    heldCharacters += text.length();
    if (heldCharacters > maxHeld) {
      letThrough();
    }
  }

  /** Shows what is held back, and all that comes as it comes. */
  synchronized void letThrough() {
    through = true;
    held.forEach(this::show);
    held.clear();
  }

  /** Shows what is held back and the lines that have been begun, or drops both. */
  void finish(boolean drop) {
    synchronized (this) {
      dropping = drop;
      if (!drop) {
        letThrough();
      }
    }
    lines.finish();
  }

  private void show(Line line) {
    shown = true;
    String label =
        screen.ofEngine(line.engine(), "[" + line.engine() + (line.stderr() ? " err]" : "]"));
    screen.out().println(label + " " + line.text());
  }

  /** Returns whether anything has been shown. */
  synchronized boolean isShown() {
    return shown;
  }
}

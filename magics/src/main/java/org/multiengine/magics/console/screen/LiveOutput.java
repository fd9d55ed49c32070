package org.multiengine.magics.console.screen;

import java.util.ArrayList;
import java.util.List;
import org.multiengine.client.OutputListener;
import org.multiengine.core.identity.EngineId;
import org.multiengine.magics.text.LineOutput;

/**
 * The output of engines during a wait. At first the output is held back, because a call that ends
 * soon shows it with its result. Later it is shown line by line. Safe for use by several threads.
 */
public final class LiveOutput implements OutputListener {

  private record Line(EngineId engine, String text, boolean stderr) {}

  private final Screen screen;
  private final int maxHeldCharacters;
  private final LineOutput lines = new LineOutput(this::line);
  private final List<Line> held = new ArrayList<>();
  private int heldCharacters;
  private boolean live;
  private boolean shown;
  private boolean dropping;

  /**
   * Creates the output of a wait.
   *
   * @param maxHeldCharacters the number of characters that are held back at most; when there are
   *     more, all output is shown
   */
  public LiveOutput(Screen screen, int maxHeldCharacters) {
    this.screen = screen;
    this.maxHeldCharacters = maxHeldCharacters;
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
    if (live) {
      show(line);
      return;
    }
    held.add(line);
    heldCharacters += text.length();
    if (heldCharacters > maxHeldCharacters) {
      letThrough();
    }
  }

  /** Shows the output that is held back, and from now on all output as it is printed. */
  public synchronized void letThrough() {
    live = true;
    held.forEach(this::show);
    held.clear();
  }

  /** Shows the output that is held back, and unfinished lines, or drops both. */
  public void finish(boolean drop) {
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

  /** Returns whether any output has been shown. */
  public synchronized boolean isShown() {
    return shown;
  }
}

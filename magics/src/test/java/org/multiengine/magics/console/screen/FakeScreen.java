package org.multiengine.magics.console.screen;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.multiengine.core.identity.EngineId;
import org.multiengine.magics.Shell;

/** A screen that keeps what is shown, and on which a test presses Ctrl-C. */
public final class FakeScreen implements Screen {

  /** All status lines, in their order. */
  public final List<String> statuses = new CopyOnWriteArrayList<>();

  private final StringWriter text = new StringWriter();
  private final PrintWriter out = new PrintWriter(text, true);
  private volatile Runnable onInterrupt = () -> {};

  /** Returns all that has been shown. */
  public String text() {
    return text.toString();
  }

  /** Presses Ctrl-C. */
  public void interrupt() {
    onInterrupt.run();
  }

  @Override
  public PrintWriter out() {
    return out;
  }

  @Override
  public boolean isColored() {
    return false;
  }

  @Override
  public String styled(Shell.Style style, String plain) {
    return plain;
  }

  @Override
  public String ofEngine(EngineId engine, String plain) {
    return plain;
  }

  @Override
  public int columns() {
    return 80;
  }

  @Override
  public void status(String line) {
    statuses.add(line);
  }

  @Override
  public Runnable onInterrupt(Runnable action) {
    Runnable before = onInterrupt;
    onInterrupt = action;
    return () -> onInterrupt = before;
  }
}

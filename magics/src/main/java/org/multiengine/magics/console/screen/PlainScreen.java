package org.multiengine.magics.console.screen;

import java.io.PrintWriter;
import org.multiengine.core.identity.EngineId;
import org.multiengine.magics.Shell;

/**
 * A screen that writes to a stream. The stream has no colours and no status line, and Ctrl-C ends
 * the program.
 */
public final class PlainScreen implements Screen {

  private static final int DEFAULT_COLUMNS = 80;

  private final PrintWriter out;

  public PlainScreen(PrintWriter out) {
    this.out = out;
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
  public String styled(Shell.Style style, String text) {
    return text;
  }

  @Override
  public String ofEngine(EngineId engine, String text) {
    return text;
  }

  @Override
  public int columns() {
    return DEFAULT_COLUMNS;
  }

  @Override
  public void status(String line) {}

  @Override
  public Runnable onInterrupt(Runnable action) {
    return () -> {};
  }
}

package org.multiengine.magics.console.screen;

import java.io.PrintWriter;
import org.multiengine.core.identity.EngineId;
import org.multiengine.magics.Shell;

/** The output of the console. Safe for use by several threads. */
public interface Screen {

  /** Returns the writer of text, which appears above a line being typed and above the status. */
  PrintWriter out();

  /** Returns whether texts may have colours. */
  boolean isColored();

  /** Returns text in the colour of a style, or unchanged if there are no colours. */
  String styled(Shell.Style style, String text);

  /** Returns text in the colour of an engine, or unchanged if there are no colours. */
  String ofEngine(EngineId engine, String text);

  /** Returns the number of columns of a line. */
  int columns();

  /** Shows a line below all others until another replaces it. An empty line removes it. */
  void status(String line);

  /**
   * Runs an action for each Ctrl-C from now on.
   *
   * @return restores the action that was in place before
   */
  Runnable onInterrupt(Runnable action);
}

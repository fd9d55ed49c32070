package org.multiengine.magics.console;

import java.io.PrintWriter;
import org.multiengine.core.identity.EngineId;
import org.multiengine.magics.Shell;

/** Where the console shows things. Safe for use by several threads. */
interface Screen {

  /** Where text is written; above a line that is being typed, and above the status. */
  PrintWriter out();

  /** Returns whether texts may have colours. */
  boolean isColored();

  /** Returns text in a colour by its meaning, or as it is if there are no colours. */
  String styled(Shell.Style style, String text);

  /** Returns text in the colour of an engine, or as it is if there are no colours. */
  String ofEngine(EngineId engine, String text);

  /** Returns how many columns a line has. */
  int columns();

  /** Shows a line beneath all others until it is changed; an empty one removes it. */
  void status(String line);

  /**
   * Runs an action for each Ctrl-C from now on, until what is returned is run; then what held
   * before holds again.
   */
  Runnable onInterrupt(Runnable action);
}

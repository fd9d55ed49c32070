package org.multiengine.magics.console.screen;

import java.io.PrintWriter;
import org.multiengine.core.display.MimeBundle;
import org.multiengine.core.identity.EngineId;
import org.multiengine.magics.Shell;

/** The output of the console. Safe for use by several threads. */
public interface Screen {

  /** Returns the writer of text, which appears above a line being typed and above the status. */
  PrintWriter out();

  /** Returns whether texts may have colours. */
  boolean isColored();

  /** Returns whether the texts of values may have colours. */
  default boolean hasColoredValues() {
    return isColored();
  }

  /** Returns text in the colour of a style, or unchanged if there are no colours. */
  String styled(Shell.Style style, String text);

  /** Returns text in the colour of an engine, or unchanged if there are no colours. */
  String ofEngine(EngineId engine, String text);

  /** Returns the number of columns of a line. */
  int columns();

  /** Shows a line below all others until another replaces it. An empty line removes it. */
  void status(String line);

  /** Shows how far a call is, in place of the status. An empty status removes it. */
  default void progress(StatusLine line) {
    status(line.inColumns(columns(), "  (" + interruptName() + " cancels)"));
  }

  /** Clears the screen, if there is one. */
  default void clear() {}

  /**
   * Runs an action for each Ctrl-C from now on.
   *
   * @return restores the action that was in place before
   */
  Runnable onInterrupt(Runnable action);

  /** Shows the value of an input. */
  default void result(ShownValue value) {
    String text = value.text().stripTrailing();
    if (value.number() == ShownValue.UNNUMBERED) {
      out().println(text);
      return;
    }
    String label = styled(Shell.Style.ERROR, "Out[" + value.number() + "]:");
    out().println(label + (text.contains("\n") ? "\n" : " ") + text);
  }

  /** Returns whether HTML is shown; a terminal shows the text in its place. */
  default boolean showsPages() {
    return false;
  }

  /** Shows what a script displays. A terminal shows text, and the path of a file with an image. */
  default void display(MimeBundle bundle) {
    out().println(bundle.plainText().stripTrailing());
    byte[] image = bundle.binaries().get(MimeBundle.PNG);
    if (image != null) {
      out().println("saved as " + ImageFiles.save(image));
    }
  }

  /**
   * Removes what the input has shown. A terminal keeps it.
   *
   * @param later whether to wait until something else is shown
   */
  default void clear(boolean later) {}

  /** Shows the error that ended an input. */
  default void error(ShownError error) {
    out().println(error.text());
  }

  /** Shows a text of several lines that the user has asked for, such as a help page. */
  default void page(String text) {
    out().println(text);
  }

  /** Returns the name of the user's action that interrupts an input, for messages. */
  default String interruptName() {
    return "Ctrl-C";
  }
}

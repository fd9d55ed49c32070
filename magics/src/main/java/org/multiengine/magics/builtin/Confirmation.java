package org.multiengine.magics.builtin;

import java.util.Locale;
import org.multiengine.magics.Shell;

/** Asks before something is done that cannot be undone. */
final class Confirmation {

  private Confirmation() {}

  /** Returns whether the user says yes; anything else, and the end of the input, is no. */
  static boolean given(Shell shell, String question) {
    String answer = shell.ask(question + " (y/[n])? ");
    boolean yes = answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    if (!yes) {
      shell.out().println("Nothing done.");
    }
    return yes;
  }
}

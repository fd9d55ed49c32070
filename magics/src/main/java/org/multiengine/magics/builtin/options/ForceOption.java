package org.multiengine.magics.builtin.options;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Option;

/** The option that skips the confirmation of an action that cannot be undone. */
public final class ForceOption {

  @Option(
      names = {"-f", "--force"},
      description = "Does not ask for confirmation.")
  private boolean force;

  /**
   * Returns whether an action may be taken: with the option always, otherwise if the user answers
   * yes. Any other answer, and the end of the input, mean no.
   *
   * @param question describes the action and asks whether to continue, without a question mark
   */
  public boolean allows(Shell shell, String question) {
    if (force || isYes(shell.ask(question + " (y/[n])? "))) {
      return true;
    }
    shell.out().println("Nothing done.");
    return false;
  }

  private static boolean isYes(@Nullable String answer) {
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }
}

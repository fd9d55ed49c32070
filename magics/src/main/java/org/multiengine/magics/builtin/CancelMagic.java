package org.multiengine.magics.builtin;

import org.multiengine.client.PendingResult;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;

/** Cancels the last call. */
@Command(
    name = "cancel",
    description = "Cancels the last %%px on the engines: where it waits, and where it runs.",
    footer = {"", "Example:", "  %%cancel"})
public final class CancelMagic implements Magic {

  @Override
  public void run(Shell shell, Input input) {
    PendingResult<?> last = LastCall.of(shell);
    if (last.isDone()) {
      shell.out().println("It has ended already: " + last);
    } else {
      last.cancel();
      shell.out().println("Cancelling " + last);
    }
  }
}

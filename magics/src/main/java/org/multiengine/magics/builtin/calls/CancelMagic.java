package org.multiengine.magics.builtin.calls;

import org.multiengine.client.PendingResult;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;

/** Cancels the last call. */
@Command(
    name = "cancel",
    description = "Cancels the last %%px on the engines where it is waiting or running.",
    footer = {"", "Example:", "  %%cancel"})
public final class CancelMagic implements Magic {

  @Override
  public void run(Shell shell, Input input) {
    PendingResult<?> last = LastCall.of(shell);
    if (last.isDone()) {
      shell.out().println("The call has already ended: " + last);
    } else {
      last.cancel();
      shell.out().println("Cancelling " + last);
    }
  }
}

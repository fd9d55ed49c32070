package org.multiengine.magics.builtin.calls;

import org.multiengine.client.PendingResult;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;

/** Waits for the last call. */
@Command(
    name = "wait",
    description = "Waits until the last %%px has ended. %%pxresult shows its result.",
    footer = {"", "Example:", "  %%wait"})
public final class WaitMagic implements Magic {

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    PendingResult<?> last = LastCall.of(shell);
    shell.await(last);
    shell.out().println(last);
  }
}

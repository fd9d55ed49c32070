package org.multiengine.samples.guide;

import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;

// snippet: magic
/** Runs code two times on the engines of the client. */
@Command(name = "twice", description = "Runs code two times on the engines.")
public final class TwiceMagic implements Magic {
  @Override
  public boolean takesCode() {
    return true;
  }

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    for (int i = 0; i < 2; i++) {
      shell.show(shell.await(shell.view(null).executeAsync(input.code())));
    }
  }
}
// end

package org.multiengine.magics.builtin.errors;

import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;

/** Inspects the failures behind the last error, each on the engine where it happened. */
@Command(
    name = "debug",
    description =
        "Inspects the last error of engines: walks through the failures, shows tracebacks and"
            + " scripts, and evaluates code on the engine that failed.",
    footer = {"", "Example:", "  %%debug"})
public final class DebugMagic implements Magic {

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    new Debugger(shell, RemoteEntries.of(shell.lastError())).run();
  }
}

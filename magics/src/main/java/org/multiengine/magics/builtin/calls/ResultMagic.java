package org.multiengine.magics.builtin.calls;

import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.options.TargetsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the last command of each engine, or the one with a number (reference, 13). */
@Command(
    name = "result",
    description = "Shows the last command of each engine, or the one with a number.",
    footer = {"", "Example:", "  %%result 3"})
public final class ResultMagic implements Magic {

  @Mixin private TargetsOption on = new TargetsOption();

  @Parameters(arity = "0..1", paramLabel = "N", description = "The number of the command, from 1.")
  private @Nullable Integer number;

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    if (number != null && number < 1) {
      throw new IllegalArgumentException(
          "commands are numbered from 1; there is no command " + number);
    }
    DirectView view = on.view(shell);
    shell.show(shell.await(number == null ? view.getResultAsync() : view.getResultAsync(number)));
  }
}

package org.multiengine.magics.builtin.values;

import org.multiengine.client.DirectView;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.options.ForceOption;
import org.multiengine.magics.builtin.options.TargetsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes all names, here or on the engines. */
@Command(
    name = "reset",
    description =
        "Removes all local names, or with --engines all names on the engines. Asks for confirmation"
            + " first.",
    footer = {"", "Example:", "  %%reset --engines -t 0"})
public final class ResetMagic implements Magic {

  @Mixin private TargetsOption on = new TargetsOption();

  @Mixin private ForceOption force = new ForceOption();

  @Option(
      names = {"-e", "--engines"},
      description =
          "Removes the names on the engines, restarts the numbers of their commands at 1, and drops"
              + " their waiting calls.")
  private boolean engines;

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    if (engines) {
      resetEngines(shell, on.view(shell));
    } else if (force.allows(shell, "All local names will be removed. Continue")) {
      shell.resetLocal();
    }
  }

  private void resetEngines(Shell shell, DirectView view) throws InterruptedException {
    if (force.allows(
        shell, "All names on engines " + view.targets() + " will be removed. Continue")) {
      shell.await(view.resetAsync());
    }
  }
}

package org.multiengine.magics.builtin;

import org.multiengine.client.DirectView;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes names, here or on the engines. */
@Command(
    name = "reset",
    description = "Removes all local names; with --engines those of the engines. It asks first.",
    footer = {"", "Example:", "  %%reset --engines -t 0"})
public final class ResetMagic implements Magic {

  @Mixin private TargetsOption on = new TargetsOption();

  @Mixin private ForceOption force = new ForceOption();

  @Option(
      names = {"-e", "--engines"},
      description = "Those of the engines; their numbers begin at 1 again, what waits is dropped.")
  private boolean engines;

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    if (engines) {
      resetEngines(shell, on.view(shell));
    } else if (force.allows(shell, "All local names will be gone. Go on")) {
      shell.resetLocal();
    }
  }

  private void resetEngines(Shell shell, DirectView view) throws InterruptedException {
    if (force.allows(shell, "All names on engines " + view.targets() + " will be gone. Go on")) {
      shell.await(view.resetAsync());
    }
  }
}

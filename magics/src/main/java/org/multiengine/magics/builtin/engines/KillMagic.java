package org.multiengine.magics.builtin.engines;

import org.multiengine.client.DirectView;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.options.ForceOption;
import org.multiengine.magics.builtin.options.TargetsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes engines, or shuts down the cluster. */
@Command(
    name = "kill",
    description = "Removes engines, even if they are busy. Asks for confirmation first.",
    footer = {"", "Example:", "  %%kill -t 3"})
public final class KillMagic implements Magic {

  @Mixin private TargetsOption on = new TargetsOption();

  @Mixin private ForceOption force = new ForceOption();

  @Option(
      names = {"-c", "--controller"},
      description = "Shuts down the whole cluster, with all its engines and hosts.")
  private boolean controller;

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    DirectView view = on.view(shell);
    if (!force.allows(shell, consequence(view) + ". Continue")) {
      return;
    }
    if (controller) {
      view.kill(true);
    } else {
      shell.await(view.killAsync());
    }
  }

  private String consequence(DirectView view) {
    return controller
        ? "The whole cluster will be shut down"
        : "Engines " + view.targets() + " will be removed";
  }
}

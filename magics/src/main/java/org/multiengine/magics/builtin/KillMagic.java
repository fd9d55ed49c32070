package org.multiengine.magics.builtin;

import org.multiengine.client.DirectView;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes engines for good, or ends the cluster. */
@Command(
    name = "kill",
    description = "Removes engines for good, whatever they do. It asks first.",
    footer = {"", "Example:", "  %%kill -t 3"})
public final class KillMagic implements Magic {

  @Mixin private TargetsOption on = new TargetsOption();

  @Mixin private ForceOption force = new ForceOption();

  @Option(
      names = {"-c", "--controller"},
      description = "End the whole cluster, with all its engines and hosts.")
  private boolean controller;

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    DirectView view = on.view(shell);
    String what = controller ? "The whole cluster" : "Engines " + view.targets();
    if (!force.allows(shell, what + " will end. Go on")) {
      return;
    }
    if (controller) {
      view.kill(true);
    } else {
      shell.await(view.killAsync());
    }
  }
}

package org.multiengine.magics.builtin.calls;

import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Switches the mode in which all input runs on the engines (reference, 13). */
@Command(
    name = "autopx",
    description = "Sends all input to the engines until %%autopx is typed again.",
    footer = {"", "Example:", "  %%autopx"})
public final class AutoPxMagic implements Magic {

  @Parameters(
      arity = "0..1",
      paramLabel = "on|off",
      description = "The new state of the mode; by default, the other state.")
  private @Nullable String state;

  /**
   * {@inheritDoc}
   *
   * @throws KernelError if the mode is to be switched on and there is no cluster
   */
  @Override
  @SuppressWarnings("OrphanedFormatString") // the percent sign is the magic's
  public void run(Shell shell, Input input) {
    boolean on = newState(!shell.autoPx());
    if (on) {
      shell.client(); // throws if there is no cluster
    }
    shell.autoPx(on);
    shell.out().println(on ? "Auto Parallel Enabled" : "Auto Parallel Disabled");
    if (on) {
      shell.out().println("Type %autopx to disable");
    }
  }

  private boolean newState(boolean other) {
    if (state == null) {
      return other;
    }
    return switch (state) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new IllegalArgumentException("autopx takes on, off or nothing");
    };
  }
}

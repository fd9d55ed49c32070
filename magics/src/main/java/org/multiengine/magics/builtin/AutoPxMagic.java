package org.multiengine.magics.builtin;

import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Switches to a mode in which all that is typed runs on the engines (reference, 13). */
@Command(
    name = "autopx",
    description = "Sends all that is typed to the engines, until it is typed again.",
    footer = {"", "Example:", "  %%autopx"})
public final class AutoPxMagic implements Magic {

  @Parameters(arity = "0..1", paramLabel = "on|off", description = "The default is to change it.")
  private @Nullable String state;

  /**
   * {@inheritDoc}
   *
   * @throws KernelError if it is to be switched on and there is no cluster
   */
  @Override
  @SuppressWarnings("OrphanedFormatString") // the percent sign is the magic's
  public void run(Shell shell, Input input) {
    boolean on = wanted(!shell.autoPx());
    if (on) {
      shell.client(); // throws if there is no cluster
    }
    shell.autoPx(on);
    shell.out().println(on ? "Auto Parallel Enabled" : "Auto Parallel Disabled");
    if (on) {
      shell.out().println("Type %autopx to disable");
    }
  }

  private boolean wanted(boolean other) {
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

package org.multiengine.magics.builtin.options;

import org.jspecify.annotations.Nullable;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Option;

/** The option that binds the result of a call to a local name. */
public final class OutOption {

  @Option(
      names = {"-o", "--out"},
      paramLabel = "NAME",
      description = "The local name to which the result, or the pending result, is bound.")
  private @Nullable String name;

  /** Binds a result if the option is given. */
  public void bind(Shell shell, @Nullable Object result) {
    if (name != null) {
      shell.bind(name, result);
    }
  }
}

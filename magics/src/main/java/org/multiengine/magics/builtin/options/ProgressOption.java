package org.multiengine.magics.builtin.options;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for the time after which the progress of a call is shown. */
public final class ProgressOption {

  @Option(
      names = "--progress-after",
      paramLabel = "SECONDS",
      description = "The seconds of waiting after which the progress is shown.")
  private @Nullable Double seconds;

  /** Returns the seconds of the option, or others if it is not given. */
  public double or(double others) {
    return seconds == null ? others : seconds;
  }
}

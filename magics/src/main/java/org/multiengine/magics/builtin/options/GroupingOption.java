package org.multiengine.magics.builtin.options;

import org.jspecify.annotations.Nullable;
import org.multiengine.magics.PxSettings.GroupOutputs;
import picocli.CommandLine.Option;

/** The option for the grouping of the outputs of several engines. */
public final class GroupingOption {

  @Option(
      names = {"-g", "--group-outputs"},
      paramLabel = "HOW",
      converter = GroupOutputsConverter.class,
      description =
          "The grouping of the outputs: engine (engine by engine), type (stdout, then stderr, then"
              + " values) or order (the first line of each engine, then the second).")
  private @Nullable GroupOutputs grouping;

  /** Returns the grouping of the option, or the usual one if it is not given. */
  public GroupOutputs or(GroupOutputs usual) {
    return grouping == null ? usual : grouping;
  }
}

package org.multiengine.magics.builtin;

import org.jspecify.annotations.Nullable;
import org.multiengine.magics.PxSettings.GroupOutputs;
import picocli.CommandLine.Option;

/** The option that says how the outputs of several engines are put together. */
final class GroupingOption {

  @Option(
      names = {"-g", "--group-outputs"},
      paramLabel = "HOW",
      converter = GroupOutputsConverter.class,
      description = "engine: engine by engine; type: stdout, stderr, values; order: line by line.")
  private @Nullable GroupOutputs grouping;

  /** Returns what it says, or the usual way. */
  GroupOutputs or(GroupOutputs usual) {
    return grouping == null ? usual : grouping;
  }
}

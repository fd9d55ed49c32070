package org.multiengine.magics.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Adds engines to a running cluster and removes them. */
@Command(
    name = "engine",
    mixinStandardHelpOptions = true,
    description = "Adds engines to a running cluster or removes them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AddEngines.class, RemoveEngines.class},
    footer = {"", "Example:", "  multiengine engine add -n 2", "  multiengine engine remove 4,5"})
final class Engines implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: add or remove");
  }

  /** Returns for example {@code Engine 4} or {@code Engines 4, 5}. */
  static String named(Iterable<?> ids) {
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (Object id : ids) {
      text.append(count++ == 0 ? "" : ", ").append(id);
    }
    return (count == 1 ? "Engine " : "Engines ") + text;
  }
}

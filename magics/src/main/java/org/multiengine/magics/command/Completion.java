package org.multiengine.magics.command;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes the script with which a shell completes this command. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Writes a completion script for bash and zsh.",
    footer = {"", "Example:", "  source <(multiengine completion)"})
final class Completion implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    var program = spec.root().commandLine();
    spec.commandLine().getOut().print(AutoComplete.bash("multiengine", program));
    spec.commandLine().getOut().flush();
  }
}

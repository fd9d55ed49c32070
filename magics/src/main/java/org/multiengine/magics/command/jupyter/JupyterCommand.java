package org.multiengine.magics.command.jupyter;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Installs kernels for Jupyter. */
@Command(
    name = "jupyter",
    mixinStandardHelpOptions = true,
    description = "Installs kernels with which Jupyter's notebooks and consoles use engines.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {InstallKernel.class, UninstallKernel.class, ListKernels.class},
    footer = {
      "",
      "Example:",
      "  multiengine jupyter install --embedded -n 4",
      "  jupyter notebook"
    })
public final class JupyterCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Creates the command. */
  public JupyterCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: install, uninstall or list");
  }
}

package org.multiengine.magics.command.jupyter;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.multiengine.magics.jupyter.spec.KernelSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Removes a kernel from Jupyter. */
@Command(
    name = "uninstall",
    mixinStandardHelpOptions = true,
    description = "Removes the files with which Jupyter finds a kernel of Multiengine.",
    footer = {"", "Example:", "  multiengine jupyter uninstall --kernel local"})
final class UninstallKernel implements Callable<Integer> {

  @Mixin private KernelPlace place = new KernelPlace();

  @Option(
      names = "--kernel",
      paramLabel = "NAME",
      defaultValue = KernelSpec.DEFAULT_NAME,
      description = "Name of the kernel in Jupyter (default: ${DEFAULT-VALUE}).")
  private String kernel = KernelSpec.DEFAULT_NAME;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Path kernels = place.folder();
    for (KernelSpec found : KernelSpec.find(List.of(kernels))) {
      if (found.name().equals(kernel)) {
        found.delete();
        spec.commandLine().getOut().println("Kernel " + kernel + " is removed from " + kernels);
        return 0;
      }
    }
    spec.commandLine()
        .getErr()
        .println("multiengine: there is no kernel " + kernel + " of Multiengine in " + kernels);
    return 1;
  }
}

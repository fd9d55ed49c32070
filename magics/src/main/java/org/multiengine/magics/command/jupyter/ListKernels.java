package org.multiengine.magics.command.jupyter;

import java.io.PrintWriter;
import java.util.List;
import org.multiengine.magics.jupyter.spec.KernelFolders;
import org.multiengine.magics.jupyter.spec.KernelSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the kernels of this program. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the kernels of Multiengine that Jupyter finds.",
    footer = {"", "Example:", "  multiengine jupyter list"})
final class ListKernels implements Runnable {

  private static final String FORMAT = "%-16s %-36s %s%n";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    List<KernelSpec> kernels = KernelSpec.find(KernelFolders.ofThisProcess().all());
    if (kernels.isEmpty()) {
      out.println("There is no kernel. Install one: multiengine jupyter install");
      return;
    }
    out.printf(FORMAT, "KERNEL", "DISPLAY NAME", "FOLDER");
    kernels.forEach(
        kernel -> out.printf(FORMAT, kernel.name(), kernel.displayName(), kernel.folder()));
    out.flush();
  }
}

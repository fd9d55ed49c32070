package org.multiengine.magics.command.jupyter;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.magics.command.process.Logging;
import org.multiengine.magics.command.process.Version;
import org.multiengine.magics.jupyter.kernel.JupyterKernel;
import org.multiengine.magics.jupyter.wire.ConnectionInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs a kernel for Jupyter. */
@Command(
    name = "kernel",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a kernel for Jupyter. Jupyter itself starts this command; see multiengine jupyter.",
      "",
      "The kernel ends when a front end ends it, or when the process that started it ends. It logs"
          + " to kernel.log in the folder of Multiengine."
    },
    footer = {"", "Example:", "  multiengine kernel connection.json --embedded -n 4"})
public final class KernelCommand implements Callable<Integer> {

  /** The variable in which Jupyter names the process that starts kernels. */
  private static final String PARENT = "JPY_PARENT_PID";

  @Mixin private KernelEngines engines = new KernelEngines();

  @Parameters(
      paramLabel = "FILE",
      description =
          "Connection file in which Jupyter names the addresses and the key of the kernel.")
  private Path file = Path.of("");

  /** Creates the command. */
  public KernelCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Path home = ClusterFolder.createHome();
    Logging.toFile(home.resolve("kernel.log"), "kernel", Logging.Format.TEXT);
    ConnectionInfo info = ConnectionInfo.read(file);
    try (JupyterKernel kernel = JupyterKernel.open(info, engines.cluster(), Version.number())) {
      endWithParent(kernel);
      kernel.run();
    }
    return 0;
  }

  /** Ends the kernel when the process that has started it ends. */
  private static void endWithParent(JupyterKernel kernel) {
    @Nullable String parent = System.getenv(PARENT);
    if (parent != null && parent.matches("\\d{1,18}")) {
      ProcessHandle.of(Long.parseLong(parent))
          .ifPresent(
              process -> {
                var unused = process.onExit().thenRun(kernel::end);
              });
    }
  }
}

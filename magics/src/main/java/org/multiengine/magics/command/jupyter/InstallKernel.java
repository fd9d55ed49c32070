package org.multiengine.magics.command.jupyter;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.cluster.Installation;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.magics.jupyter.spec.KernelLauncher;
import org.multiengine.magics.jupyter.spec.KernelSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the files by which Jupyter finds a kernel. */
@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the files with which Jupyter finds and starts a kernel.",
      "",
      "A kernel connects to a running cluster, or starts engines of its own with --embedded."
          + " Several kernels with different engines need different names in Jupyter."
    },
    footer = {
      "",
      "Example:",
      "  multiengine jupyter install",
      "  multiengine jupyter install --kernel local --embedded -n 4"
    })
final class InstallKernel implements Runnable {

  /** The variable by which the folder of Multiengine is chosen. */
  private static final String HOME = "MULTIENGINE_HOME";

  @Mixin private KernelEngines engines = new KernelEngines();

  @Mixin private KernelPlace place = new KernelPlace();

  @Option(
      names = "--kernel",
      paramLabel = "NAME",
      defaultValue = KernelSpec.DEFAULT_NAME,
      description = "Name of the kernel in Jupyter (default: ${DEFAULT-VALUE}).")
  private String kernel = KernelSpec.DEFAULT_NAME;

  @Option(
      names = "--display-name",
      paramLabel = "TEXT",
      description = "Name of the kernel that front ends show.")
  private @Nullable String displayName;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    List<String> command =
        new ArrayList<>(
            KernelLauncher.words(KernelLauncher.installedScript(), javaOptions(), mainClass()));
    command.add("kernel");
    command.add("{connection_file}");
    command.addAll(engines.arguments());
    var written =
        new KernelSpec(
            place.folder().resolve(KernelSpec.checkedName(kernel)), displayName(), command);
    written.write();
    spec.commandLine()
        .getOut()
        .println("Kernel " + kernel + " is installed in " + written.folder());
  }

  private String mainClass() {
    return spec.root().userObject().getClass().getName();
  }

  private static List<String> javaOptions() {
    List<String> options = new ArrayList<>(Installation.accessOptions());
    options.addAll(Installation.childOptions());
    if (System.getenv(HOME) != null || System.getProperty("multiengine.home") != null) {
      options.add("-Dmultiengine.home=" + ClusterFolder.home().toAbsolutePath());
    }
    return options;
  }

  private String displayName() {
    if (displayName != null) {
      return displayName;
    }
    return engines.isDefault() ? "Multiengine" : "Multiengine (" + engines.description() + ")";
  }
}

package org.multiengine.magics.command.jupyter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.magics.jupyter.kernel.KernelCluster;
import picocli.CommandLine.Option;

/** The options that name the engines of a kernel. */
final class KernelEngines {

  private static final int DEFAULT_ENGINES = 4;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = ClusterFolder.DEFAULT_NAME,
      description = "Name of the cluster that a kernel uses (default: ${DEFAULT-VALUE}).")
  private String name = ClusterFolder.DEFAULT_NAME;

  @Option(
      names = "--connect",
      paramLabel = "FILE",
      description = "Connection file of the cluster, in place of its name.")
  private @Nullable Path file;

  @Option(
      names = "--embedded",
      description =
          "Starts engines in the kernel's own process instead of connecting to a cluster.")
  private boolean embedded;

  @Option(
      names = {"-n", "--engines"},
      paramLabel = "N",
      defaultValue = "4",
      description = "Number of engines to start with --embedded (default: ${DEFAULT-VALUE}).")
  private int engines = DEFAULT_ENGINES;

  /** Returns these options as arguments of a command line. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (embedded) {
      arguments.addAll(List.of("--embedded", "-n", String.valueOf(engines)));
    } else if (file != null) {
      arguments.addAll(List.of("--connect", file.toAbsolutePath().toString()));
    } else if (!name.equals(ClusterFolder.DEFAULT_NAME)) {
      arguments.addAll(List.of("--name", name));
    }
    return arguments;
  }

  /** Returns a short description for the name of a kernel. */
  String description() {
    if (embedded) {
      return engines == 1 ? "1 embedded engine" : engines + " embedded engines";
    }
    return file != null ? String.valueOf(file.getFileName()) : "cluster " + name;
  }

  /** Returns whether the engines are those of the default cluster. */
  boolean isDefault() {
    return arguments().isEmpty();
  }

  /** Returns the cluster of these options, which has not begun. */
  KernelCluster cluster() {
    return embedded ? new EmbeddedCluster(engines) : new JoinedCluster(connectionFile());
  }

  private Path connectionFile() {
    return file == null ? new ClusterFolder(name).connectionFile() : file;
  }
}

package org.multiengine.magics.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.client.join.ConnectionFile;
import picocli.CommandLine.Option;

/** The options by which a command finds its cluster. */
final class ClusterOption {

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = ClusterFolder.DEFAULT_NAME,
      description = "The cluster's name (default: ${DEFAULT-VALUE}).")
  private String name = ClusterFolder.DEFAULT_NAME;

  @Option(
      names = "--connect",
      paramLabel = "FILE",
      description = "The connection file of a cluster, instead of its name.")
  private @Nullable Path file;

  ClusterFolder folder() {
    return new ClusterFolder(name);
  }

  boolean isFileGiven() {
    return file != null;
  }

  Path file() {
    return file == null ? folder().connectionFile() : file;
  }

  /** Returns a file in the folder of the cluster. */
  Path beside(String fileName) {
    return file().resolveSibling(fileName);
  }

  ConnectionFile connection() {
    return ConnectionFile.read(file());
  }

  MultiEngineClient connect() {
    return MultiEngineClient.connect(file());
  }
}

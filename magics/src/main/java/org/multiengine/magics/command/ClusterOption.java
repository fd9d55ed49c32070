package org.multiengine.magics.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.client.join.ConnectionFile;
import org.multiengine.magics.command.service.Caller;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that name the cluster of a command. */
final class ClusterOption {

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = ClusterFolder.DEFAULT_NAME,
      description = "Name of the cluster (default: ${DEFAULT-VALUE}).")
  private String name = ClusterFolder.DEFAULT_NAME;

  @Option(
      names = "--connect",
      paramLabel = "FILE",
      description = "Connection file of the cluster, in place of its name.")
  private @Nullable Path file;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  /** Returns the folder of the cluster of this name. */
  ClusterFolder folder() {
    return new ClusterFolder(name);
  }

  /** Returns whether the cluster is named by its connection file. */
  boolean isFileGiven() {
    return file != null;
  }

  /** Returns the connection file. */
  Path file() {
    return caller().connectionFile(file == null ? folder().connectionFile() : file);
  }

  /** Returns a file in the folder of the connection file. */
  Path beside(String fileName) {
    return file().resolveSibling(fileName);
  }

  /** Reads the connection file. */
  ConnectionFile connection() {
    return ConnectionFile.read(file());
  }

  /** Connects a client to the cluster. */
  MultiEngineClient connect() {
    return caller().connect(file());
  }

  /** Returns the process for which the command runs. */
  Caller caller() {
    return Main.callerOf(command);
  }
}

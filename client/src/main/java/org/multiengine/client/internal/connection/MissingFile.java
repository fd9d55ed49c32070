package org.multiengine.client.internal.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The text about a connection file that does not exist. The text names the command that starts the
 * cluster of this file, and the clusters that are here.
 *
 * @param file the file
 */
record MissingFile(Path file) {

  private static final int MAX_NAMED_CLUSTERS = 8;
  private static final String CONNECTION = "connection.json";
  private static final String DEFAULT_NAME = "default";

  /** Returns the text. */
  String text() {
    Path folder = folder();
    String name = folder == null ? DEFAULT_NAME : String.valueOf(folder.getFileName());
    return "there is no connection file "
        + file
        + (folder == null ? "" : others(folder.resolveSibling("")))
        + "; start a cluster: multiengine start"
        + (name.equals(DEFAULT_NAME) ? "" : " --name " + name)
        + " -n 4";
  }

  /** Returns the folder of the cluster, or null if the file is not in one. */
  private @Nullable Path folder() {
    Path folder = file.toAbsolutePath().normalize().getParent();
    Path clusters = folder == null ? null : folder.getParent();
    return clusters != null && clusters.endsWith("clusters") ? folder : null;
  }

  private static String others(Path clusters) {
    try (Stream<Path> folders = Files.list(clusters)) {
      String names =
          folders
              .filter(each -> Files.exists(each.resolve(CONNECTION)))
              .map(each -> String.valueOf(each.getFileName()))
              .sorted()
              .limit(MAX_NAMED_CLUSTERS)
              .collect(Collectors.joining(", "));
      return names.isEmpty() ? "" : "; the clusters of this machine are: " + names;
    } catch (IOException unreadable) {
      return "";
    }
  }
}

package org.multiengine.client.internal.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.core.error.KernelError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that engine processes leave behind in the cluster's folder: their output, and the
 * reports of JVMs that crashed. Without a folder, output is not kept, and reports are in the
 * temporary folder until the cluster ends. Safe for use by several threads.
 */
public final class EngineLogs implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EngineLogs.class);

  private final @Nullable ClusterFolder folder;
  private final long maxBytes;

  /** The reports to be removed at the end. */
  private final Set<Path> temporary = ConcurrentHashMap.newKeySet();

  /** The prefix of temporary reports; hard to guess, because other users share the folder. */
  private final String cluster = "multiengine-" + UUID.randomUUID();

  private EngineLogs(@Nullable ClusterFolder folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  /** Returns the files of a cluster without a folder. */
  public static EngineLogs none() {
    return new EngineLogs(null, 0);
  }

  /** Creates the folder, and removes the files of an earlier cluster of the same name. */
  public static EngineLogs in(ClusterFolder folder, long maxBytes) {
    folder.create();
    try (DirectoryStream<Path> old = Files.newDirectoryStream(folder.path(), "engine-*.log*")) {
      for (Path file : old) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new KernelError("cannot remove old logs in " + folder.path() + ": " + e, e);
    }
    return new EngineLogs(folder, maxBytes);
  }

  /** Returns the file for the output of a slot; null if output is not kept. */
  @Nullable RolledFile open(String slot) throws IOException {
    return folder == null ? null : new RolledFile(folder.engineLog(slot), maxBytes);
  }

  /** Returns the path for the report of a slot's JVM if it crashes; the latest report is kept. */
  Path crashReport(String slot) {
    if (folder != null) {
      return folder.crashReport(slot);
    }
    Path report =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            cluster + "-" + ClusterFolder.crashReportName(slot));
    temporary.add(report);
    return report;
  }

  /** Removes temporary reports. */
  @Override
  public void close() {
    for (Path report : temporary) {
      try {
        Files.deleteIfExists(report);
      } catch (IOException e) {
        LOG.warn("the report of a crashed engine process cannot be removed", e);
      }
    }
  }
}

package org.multiengine.client;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.KernelError;

/**
 * Where what engine processes print is kept: a file for each in the cluster's folder, or nowhere.
 */
final class EngineLogs {

  private final @Nullable ClusterFolder folder;
  private final long maxBytes;

  private EngineLogs(@Nullable ClusterFolder folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  static EngineLogs none() {
    return new EngineLogs(null, 0);
  }

  /** Makes the folder, and removes the files of an earlier cluster of the same name. */
  static EngineLogs in(ClusterFolder folder, long maxBytes) {
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

  /** Returns the file of a slot, or null if nothing is kept. */
  @Nullable RolledFile open(String slot) throws IOException {
    return folder == null ? null : new RolledFile(folder.engineLog(slot), maxBytes);
  }
}

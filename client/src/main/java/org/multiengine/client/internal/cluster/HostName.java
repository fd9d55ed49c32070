package org.multiengine.client.internal.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.security.PrivateFiles;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.core.error.KernelError;

/**
 * The prefix that distinguishes the slots of a cluster's hosts. The host that founded the cluster
 * has slots {@code 0}, {@code 1}, ...; each other host has a random prefix. It is kept in the
 * cluster's folder, so that a host that comes back to its cluster has the same slots, and their
 * engines the same ids.
 */
public final class HostName {

  private static final int RANDOM_BYTES = 2;
  private static final SecureRandom RANDOM = new SecureRandom();

  private HostName() {}

  /** Records that the host of a folder founds a cluster; returns its prefix, which is empty. */
  public static String founder(@Nullable ClusterFolder folder, String cluster) {
    return keep(folder, cluster, "");
  }

  /**
   * Returns the prefix of a host that joins a cluster.
   *
   * @param folder the folder in which the prefix is kept; null if it is not kept
   * @param cluster the cluster's fingerprint; empty if it has none
   */
  public static String joining(@Nullable ClusterFolder folder, String cluster) {
    if (folder != null && !cluster.isEmpty() && Files.exists(file(folder))) {
      String[] known = read(file(folder)).split(" ", 2);
      if (known.length == 2 && known[0].equals(cluster)) {
        return known[1];
      }
    }
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    return keep(folder, cluster, HexFormat.of().formatHex(random) + "-");
  }

  private static Path file(ClusterFolder folder) {
    return folder.path().resolve("host");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new KernelError("cannot read " + file + ": " + e, e);
    }
  }

  private static String keep(@Nullable ClusterFolder folder, String cluster, String prefix) {
    if (folder != null) {
      try {
        PrivateFiles.write(file(folder), cluster + " " + prefix);
      } catch (IOException e) {
        throw new KernelError("cannot write " + file(folder) + ": " + e, e);
      }
    }
    return prefix;
  }
}

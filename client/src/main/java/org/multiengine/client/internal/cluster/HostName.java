package org.multiengine.client.internal.cluster;

import org.multiengine.client.join.ClusterFolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.security.PrivateFiles;
import org.multiengine.core.error.KernelError;

/**
 * What tells the slots of the hosts of a cluster apart: the host that has founded it has slots
 * {@code 0}, {@code 1}, ..., others begin theirs with a name of their own. It is kept in the
 * cluster's folder, so that a host that comes back to its cluster has the slots it had before, and
 * their engines their ids.
 */
public final class HostName {

  private static final int RANDOM_BYTES = 2;
  private static final SecureRandom RANDOM = new SecureRandom();

  private HostName() {}

  /** Notes that the host of a folder founds a cluster; returns what its slots begin with. */
  public static String founder(@Nullable ClusterFolder folder, String cluster) {
    return keep(folder, cluster, "");
  }

  /**
   * Returns what the slots of a host begin with that joins a cluster.
   *
   * @param folder where it is kept; null for nowhere
   * @param cluster what tells the cluster from others; empty if nothing does
   */
  public static String joining(@Nullable ClusterFolder folder, String cluster) {
    if (folder != null && !cluster.isEmpty() && Files.exists(folder.hostName())) {
      String[] known = read(folder.hostName()).split(" ", 2);
      if (known.length == 2 && known[0].equals(cluster)) {
        return known[1];
      }
    }
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    return keep(folder, cluster, HexFormat.of().formatHex(random) + "-");
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
        PrivateFiles.write(folder.hostName(), cluster + " " + prefix);
      } catch (IOException e) {
        throw new KernelError("cannot write " + folder.hostName() + ": " + e, e);
      }
    }
    return prefix;
  }
}

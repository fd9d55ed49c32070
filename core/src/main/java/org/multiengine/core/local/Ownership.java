package org.multiengine.core.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** Whether what another process has made in a folder for all users is this user's. */
final class Ownership {

  private Ownership() {}

  /**
   * Tells whether a file or folder belongs to the user of this process, and has just those
   * permissions. Links are not followed.
   *
   * @throws IOException if it is not there, or nothing can be made beside it
   */
  static boolean isOurs(Path path, Set<PosixFilePermission> permissions) throws IOException {
    return Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).equals(permissions)
        && Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(user(path));
  }

  /** Returns who this process is for the file system: who owns what it makes there. */
  private static UserPrincipal user(Path beside) throws IOException {
    Path file = Files.createTempFile(beside.getParent(), "multiengine-", ".user");
    try {
      return Files.getOwner(file);
    } finally {
      Files.delete(file);
    }
  }
}

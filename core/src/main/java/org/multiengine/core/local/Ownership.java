package org.multiengine.core.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** Checks the ownership of files that other processes have created in a folder for all users. */
public final class Ownership {

  private Ownership() {}

  /**
   * Returns whether a file or folder belongs to the user of this process and has exactly those
   * permissions. Links are not followed.
   *
   * @throws IOException if the file does not exist, or if this process cannot create a file next to
   *     it
   */
  public static boolean isOurs(Path path, Set<PosixFilePermission> permissions) throws IOException {
    return Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).equals(permissions)
        && Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(user(path));
  }

  /**
   * Returns the user of this process as the file system knows it: the owner of a file that this
   * process creates.
   */
  private static UserPrincipal user(Path neighbor) throws IOException {
    Path file = Files.createTempFile(neighbor.getParent(), "multiengine-", ".user");
    try {
      return Files.getOwner(file);
    } finally {
      Files.delete(file);
    }
  }
}

package org.multiengine.core.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** Checks the ownership of files that other processes have created in a folder for all users. */
public final class Ownership {

  private static final Set<PosixFilePermission> FOLDER_OF_ONE_USER =
      PosixFilePermissions.fromString("rwx------");

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
   * Returns whether a folder belongs to the user of this process and nobody else may enter it.
   * Links are not followed.
   *
   * @throws IOException if the folder does not exist
   * @throws UnsupportedOperationException if the file system has no permissions
   */
  public static boolean isPrivateFolder(Path folder) throws IOException {
    if (!Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS)
        .equals(FOLDER_OF_ONE_USER)) {
      return false;
    }
    try {
      return Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user(folder.resolve("any")));
    } catch (AccessDeniedException e) {
      return false; // it belongs to another user
    }
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

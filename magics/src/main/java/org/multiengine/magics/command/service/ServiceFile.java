package org.multiengine.magics.command.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file in the folder of a cluster that names the socket of its host's command service. A file
 * that a killed host has left behind is harmless: nobody listens at its socket.
 */
public final class ServiceFile {

  static final String NAME = "command-socket";
  static final Set<PosixFilePermission> FILE_MODE = PosixFilePermissions.fromString("rw-------");
  static final Set<PosixFilePermission> FOLDER_MODE = PosixFilePermissions.fromString("rwx------");

  /** The path of a socket is shorter than 110 bytes on all systems. */
  private static final int MAX_BYTES = 200;

  private static final Path SELF = Path.of("/proc/self");

  private ServiceFile() {}

  /** Returns the path of the file in the folder of a cluster. */
  static Path in(Path cluster) {
    return cluster.resolve(NAME);
  }

  /**
   * Returns the socket of the service of a cluster.
   *
   * @return null if there is no file, or if the file or the folder of the socket could be another
   *     user's
   */
  public static @Nullable Path findSocket(Path cluster) {
    try {
      Path file = in(cluster);
      UserPrincipal user = user();
      if (!isOurs(file, user, FILE_MODE) || Files.size(file) > MAX_BYTES) {
        return null;
      }
      Path socket = Path.of(Files.readString(file, StandardCharsets.UTF_8));
      Path folder = socket.getParent();
      return socket.isAbsolute() && folder != null && isOurs(folder, user, FOLDER_MODE)
          ? socket
          : null;
    } catch (IOException | RuntimeException absent) {
      return null;
    }
  }

  /** Returns whether a file is a user's, and nobody else may use it. Links are not followed. */
  private static boolean isOurs(Path file, UserPrincipal user, Set<PosixFilePermission> mode)
      throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return !found.isSymbolicLink()
        && found.owner().equals(user)
        && found.permissions().equals(mode);
  }

  /** Returns the user of this process. */
  static UserPrincipal user() throws IOException {
    return Files.isDirectory(SELF)
        ? Files.getOwner(SELF)
        : SELF.getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
  }

  /** Writes the file. It gets its name when it is complete. */
  static void write(Path cluster, Path socket) throws IOException {
    Path temporary =
        Files.createTempFile(
            cluster, "." + NAME, ".tmp", PosixFilePermissions.asFileAttribute(FILE_MODE));
    try {
      Files.writeString(temporary, socket.toString(), StandardCharsets.UTF_8);
      Files.move(temporary, in(cluster), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Removes the file if it names this socket. */
  static void remove(Path cluster, Path socket) throws IOException {
    Path file = in(cluster);
    if (Files.exists(file) && Files.readString(file).equals(socket.toString())) {
      Files.delete(file);
    }
  }
}

package org.multiengine.actors.internal.security;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Writes files and folders that only their owner can access: modes 0600 and 0700. */
public final class PrivateFiles {

  private static final boolean HAS_POSIX_MODES =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private PrivateFiles() {}

  /**
   * Writes a file and creates its folder if necessary. The text goes to a temporary file that is
   * then renamed, so that readers never see a partial file.
   */
  public static void write(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    makeFolder(folder);
    Path temporary =
        Files.createTempFile(folder, "." + file.getFileName(), ".tmp"); // has mode 0600
    try {
      Files.writeString(temporary, text);
      Files.move(
          temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Creates a folder that only its owner can access. An existing folder is left unchanged. */
  public static void makeFolder(@Nullable Path folder) throws IOException {
    if (folder == null || Files.isDirectory(folder)) {
      return;
    }
    if (HAS_POSIX_MODES) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }
}

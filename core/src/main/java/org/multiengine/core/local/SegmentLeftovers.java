package org.multiengine.core.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Removes the files of shared memory that processes have left which were killed before the other
 * process had opened the file. The system would keep their memory for ever. Nobody has a lock on
 * such a file. If the file of a living process were removed, its values would go over the link.
 *
 * <p>Safe for use by several threads.
 */
final class SegmentLeftovers {

  /** The time that a process has to lock a file that it has created. */
  private static final Duration MIN_AGE = Duration.ofSeconds(10);

  /** The folders in which this process has looked, before it created files there itself. */
  private static final Set<Path> SEARCHED = ConcurrentHashMap.newKeySet();

  private SegmentLeftovers() {}

  /** Removes the leftovers in a folder, at the first call for it. */
  static void removeOnce(Path folder) {
    if (SEARCHED.add(folder)) {
      remove(folder, Instant.now().minus(MIN_AGE));
    }
  }

  /** Removes the leftovers in a folder that were last written before a moment. */
  static void remove(Path folder, Instant before) {
    String names = SharedSegment.PREFIX + "*" + SharedSegment.SUFFIX;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, names)) {
      for (Path file : files) {
        removeIfLeft(file, before);
      }
    } catch (IOException | RuntimeException e) {
      // there is no such folder, and creating a file there fails with the reason
    }
  }

  private static void removeIfLeft(Path file, Instant before) {
    try {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && Files.getLastModifiedTime(file).toInstant().isBefore(before)
          && Ownership.isOurs(file, SharedSegment.OWNER_ONLY)
          && isUnlocked(file)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | RuntimeException e) {
      // another process has removed it, or it cannot be judged and stays
    }
  }

  private static boolean isUnlocked(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException ofThisProcess) {
      return false;
    }
  }
}

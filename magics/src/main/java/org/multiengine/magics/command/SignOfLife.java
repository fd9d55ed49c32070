package org.multiengine.magics.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;

/**
 * The sign of life of a host whose process cannot be watched from here, because it runs on another
 * machine or in another container: the host touches its connection file twice a second. The file is
 * polled, because no file system notifies a machine of what another one writes to a shared folder.
 */
final class SignOfLife {

  /** How long a sign is awaited: ten times as long as a host takes. */
  static final Duration LIMIT = Duration.ofSeconds(5);

  private static final long POLL_MILLIS = 100;

  private SignOfLife() {}

  /** Waits for a sign of life; returns whether there was one. */
  static boolean isSeen(Path file) throws IOException, InterruptedException {
    return isSeen(file, LIMIT);
  }

  static boolean isSeen(Path file, Duration limit) throws IOException, InterruptedException {
    long start = System.nanoTime();
    try {
      FileTime before = touched(file);
      while (System.nanoTime() - start < limit.toNanos()) {
        if (!touched(file).equals(before)) {
          return true;
        }
        Thread.sleep(POLL_MILLIS);
      }
      return false;
    } catch (NoSuchFileException ended) {
      return false;
    }
  }

  /** Returns when a file was touched. It is opened first, so that a network shows its state now. */
  private static FileTime touched(Path file) throws IOException {
    try (var opened = Files.newByteChannel(file)) {
      return opened.isOpen() ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
    }
  }
}

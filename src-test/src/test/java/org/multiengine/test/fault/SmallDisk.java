package org.multiengine.test.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A small file system, mounted for tests that fill it. Mounting needs Linux and root. */
final class SmallDisk {

  private SmallDisk() {}

  /** Returns whether a file system can be mounted. */
  static boolean isPossible() {
    Path probe;
    try {
      probe = Files.createTempDirectory("multiengine-small-disk");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "none", probe.toString());
    if (mounted) {
      unmount(probe);
    }
    delete(probe);
    return mounted;
  }

  /** Skips a test if no file system can be mounted. */
  static void assumePossible() {
    assumeTrue(
        isPossible(), "a tmpfs of limited size cannot be mounted here; that takes Linux and root");
  }

  /** Mounts a file system at a path that does not exist yet, and returns the path. */
  static Path mount(Path place, String size) {
    try {
      Files.createDirectories(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!run("mount", "-t", "tmpfs", "-o", "size=" + size, "none", place.toString())) {
      throw new IllegalStateException("cannot mount a tmpfs at " + place);
    }
    return place;
  }

  /** Unmounts a file system if it is mounted. */
  static void unmount(Path place) {
    run("umount", place.toString());
  }

  private static void delete(Path folder) {
    try {
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean run(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

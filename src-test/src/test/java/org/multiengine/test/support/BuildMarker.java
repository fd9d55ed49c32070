package org.multiengine.test.support;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file by which the JVMs that run the tests of one build share another one in {@code target}: it
 * names the build of which the other is, and is locked by the JVM that reads or writes the other.
 */
final class BuildMarker implements AutoCloseable {

  private static final byte[] BUILD =
      System.getProperty("build.started", "JVM " + ProcessHandle.current().pid())
          .getBytes(StandardCharsets.UTF_8);

  private final FileChannel channel;

  private BuildMarker(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits until no other JVM has the lock, and takes it. */
  static BuildMarker lock(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
    channel.lock();
    return new BuildMarker(channel);
  }

  /** Returns whether a JVM of this build has set the marker. */
  boolean isOfThisBuild() throws IOException {
    ByteBuffer build = ByteBuffer.allocate((int) channel.size());
    channel.read(build, 0);
    return Arrays.equals(build.array(), BUILD);
  }

  /** Sets the marker to this build. */
  void set() throws IOException {
    channel.truncate(0).write(ByteBuffer.wrap(BUILD), 0);
  }

  /** Gives the lock back. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}

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
 * A lock by which the JVMs of one build share a file in {@code target}. The lock's own file names
 * the build that wrote the shared one.
 */
final class BuildMarker implements AutoCloseable {

  private static final byte[] BUILD =
      System.getProperty("build.started", "JVM " + ProcessHandle.current().pid())
          .getBytes(StandardCharsets.UTF_8);

  private final FileChannel channel;

  private BuildMarker(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock, and waits as long as another JVM has it. */
  static BuildMarker lock(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
    channel.lock();
    return new BuildMarker(channel);
  }

  /** Returns whether this build has written the shared file. */
  boolean isOfThisBuild() throws IOException {
    ByteBuffer build = ByteBuffer.allocate((int) channel.size());
    channel.read(build, 0);
    return Arrays.equals(build.array(), BUILD);
  }

  /** Notes that this build has written the shared file. */
  void set() throws IOException {
    channel.truncate(0).write(ByteBuffer.wrap(BUILD), 0);
  }

  /** Releases the lock. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}

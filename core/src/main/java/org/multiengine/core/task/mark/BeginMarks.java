package org.multiengine.core.task.mark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.multiengine.core.task.AttemptId;

/**
 * The latest attempts that a process has begun, in a mapped file. An attempt is marked before it
 * runs, by a plain store into memory. The file outlives the process, however it ends, so that its
 * host then knows what had begun. The marks do not survive the end of the machine.
 *
 * <p>Layout: the number of all marks (8 bytes), and a ring of marks of 16 bytes: a hash of the
 * client's name, and the numbers of the task and the attempt.
 *
 * <p>Safe for use by several threads.
 */
public final class BeginMarks {

  private static final String SUFFIX = ".begun";
  static final int HEADER_BYTES = Long.BYTES;
  static final int MARK_BYTES = 2 * Long.BYTES;

  private final MappedByteBuffer memory;
  private final int capacity;
  private long count;

  private BeginMarks(MappedByteBuffer memory, int capacity) {
    this.memory = memory;
    this.capacity = capacity;
  }

  /**
   * Returns the file of the marks of a process.
   *
   * @param socket the socket at which the process is reached
   */
  public static Path beside(Path socket) {
    return socket.resolveSibling(socket.getFileName() + SUFFIX);
  }

  /** Returns whether a file is one of marks, by its name. */
  public static boolean isFile(Path file) {
    return file.toString().endsWith(SUFFIX);
  }

  /**
   * Creates the file of a process, in place of an earlier one.
   *
   * @param capacity the number of marks that are kept
   */
  public static BeginMarks create(Path file, int capacity) throws IOException {
    Files.deleteIfExists(file);
    long bytes = HEADER_BYTES + (long) capacity * MARK_BYTES;
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate((int) bytes); // without it, a full disk kills the JVM
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
      return new BeginMarks(channel.map(MapMode.READ_WRITE, 0, bytes), capacity);
    }
  }

  /** Marks an attempt that is about to begin. */
  public synchronized void begin(AttemptId id) {
    int at = HEADER_BYTES + (int) (count % capacity) * MARK_BYTES;
    Mark mark = Mark.of(id);
    memory.putLong(at, mark.client());
    memory.putLong(at + Long.BYTES, mark.numbers());
    memory.putLong(0, ++count);
  }

  /**
   * Returns the marks of a process that has ended, as text; empty if there is no file.
   *
   * @throws IOException if the file cannot be read
   */
  public static String read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    if (bytes.remaining() < HEADER_BYTES + MARK_BYTES) {
      return "";
    }
    int capacity = (bytes.remaining() - HEADER_BYTES) / MARK_BYTES;
    int kept = (int) Math.min(bytes.getLong(0), capacity);
    List<Mark> marks = new ArrayList<>(kept);
    for (int i = 0; i < kept; i++) {
      int at = HEADER_BYTES + i * MARK_BYTES;
      marks.add(new Mark(bytes.getLong(at), bytes.getLong(at + Long.BYTES)));
    }
    return BegunAttempts.encode(marks);
  }
}

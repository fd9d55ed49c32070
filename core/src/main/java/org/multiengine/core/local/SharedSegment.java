package org.multiengine.core.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Memory that two processes of one user on one machine share. The memory is a file in a file system
 * in memory and is divided into slots. One process writes and the other reads. The processes agree
 * by messages on who uses a slot; sending and receiving a message orders the accesses.
 *
 * <p>Only the user may open the file. The file loses its name as soon as both processes have opened
 * it, so that the system frees the memory when the last of them ends in any way. Until then the
 * process that has created the file has a lock on it, so that others see whether it is still there.
 * Not safe for use by several threads.
 */
public final class SharedSegment implements Closeable {

  static final String PREFIX = "multiengine-";
  static final String SUFFIX = ".segment";
  static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

  /**
   * The dimensions of a segment.
   *
   * @param slots the number of slots
   * @param slotBytes the size of each slot in bytes
   */
  public record Shape(int slots, int slotBytes) {
    long bytes() {
      return (long) slots * slotBytes;
    }
  }

  private final Path file;
  private final Shape shape;
  private @Nullable MappedByteBuffer memory;

  /** The file with the lock of this process; null if another process has created it. */
  private final @Nullable FileChannel locked;

  private SharedSegment(
      Path file, Shape shape, MappedByteBuffer memory, @Nullable FileChannel locked) {
    this.file = file;
    this.shape = shape;
    this.memory = memory;
    this.locked = locked;
  }

  /**
   * Creates a segment. Before the first one, what ended processes have left in the folder is
   * removed.
   *
   * @param folder a folder of a file system in memory
   * @param maxShared the most bytes that all segments of this process may have together
   * @throws IOException if the folder does not exist or has no room, or if the process would share
   *     more bytes
   * @throws UnsupportedOperationException if the file system has no permissions
   */
  public static SharedSegment create(Path folder, Shape shape, long maxShared) throws IOException {
    if (!SharedBytes.ofProcess().take(shape.bytes(), maxShared)) {
      throw new IOException("this process shares " + maxShared + " bytes already");
    }
    try {
      return create(folder, shape);
    } catch (IOException | RuntimeException e) {
      SharedBytes.ofProcess().giveBack(shape.bytes());
      throw e;
    }
  }

  private static SharedSegment create(Path folder, Shape shape) throws IOException {
    SegmentLeftovers.removeOnce(folder);
    Path file =
        Files.createTempFile(
            folder, PREFIX, SUFFIX, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      return allocate(file, shape);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static SharedSegment allocate(Path file, Shape shape) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      var unused = channel.tryLock(); // until the channel is closed
      fill(channel, shape.bytes());
      var memory = channel.map(MapMode.READ_WRITE, 0, shape.bytes());
      return new SharedSegment(file, shape, memory, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Allocates the memory of the file. Without it, a process that writes to the mapped file would
   * crash when memory is short.
   */
  private static void fill(FileChannel channel, long bytes) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(1 << 16);
    for (long left = bytes; left > 0; left -= zeros.limit()) {
      zeros.position(0).limit((int) Math.min(left, zeros.capacity()));
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
    }
  }

  /**
   * Opens a segment that another process has created.
   *
   * @param folder the folder in which this process would create segments
   * @param file the {@link #file} of the other process's segment
   * @throws IOException if the file does not exist or is not such a file of this user
   */
  public static SharedSegment open(Path folder, Path file, Shape shape) throws IOException {
    boolean named =
        folder.equals(file.getParent()) && String.valueOf(file.getFileName()).startsWith(PREFIX);
    if (!named
        || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || Files.size(file) != shape.bytes()
        || !Ownership.isOurs(file, OWNER_ONLY)) {
      throw new IOException(file + " is not memory that a process of this user shares");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new SharedSegment(file, shape, channel.map(MapMode.READ_ONLY, 0, shape.bytes()), null);
    }
  }

  /** Returns the file that the other process opens. */
  public Path file() {
    return file;
  }

  /** Returns the number of slots and their size. */
  public Shape shape() {
    return shape;
  }

  /** Writes bytes at the beginning of a slot. */
  public void write(int slot, byte[] bytes, int offset, int length) {
    memory().put(start(slot, length), bytes, offset, length);
  }

  /** Reads the bytes at the beginning of a slot. */
  public void read(int slot, byte[] into, int offset, int length) {
    memory().get(start(slot, length), into, offset, length);
  }

  private MappedByteBuffer memory() {
    MappedByteBuffer mapped = memory;
    if (mapped == null) {
      throw new IllegalStateException("the memory of " + file + " is no longer shared");
    }
    return mapped;
  }

  /**
   * Gives the memory back to the system and to the limit of this process, unless the other process
   * still has it. The segment cannot be used from then on.
   */
  public void unmap() {
    MappedByteBuffer mapped = memory;
    memory = null;
    if (mapped != null) {
      Mappings.release(mapped);
      if (locked != null) {
        SharedBytes.ofProcess().giveBack(shape.bytes());
      }
    }
  }

  private int start(int slot, int length) {
    if (slot < 0 || slot >= shape.slots() || length > shape.slotBytes()) {
      throw new IllegalArgumentException(length + " bytes of slot " + slot + " of " + shape);
    }
    return slot * shape.slotBytes();
  }

  /** Deletes the name of the file. The memory stays with the processes that have opened it. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    if (locked != null) {
      locked.close();
    }
  }
}

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

/**
 * Memory that two processes of one user on one machine share: a file in memory, cut into slots,
 * into which one of them writes and from which the other reads. They agree on who has a slot by
 * messages, whose way orders the accesses.
 *
 * <p>Only the user may open the file, and it has no name any more as soon as both have it, so that
 * the memory is given back with the last of them, however that ends. Not safe for use by several
 * threads.
 */
public final class SharedSegment implements Closeable {

  private static final String PREFIX = "multiengine-";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /**
   * The measures of a ring.
   *
   * @param slots how many slots it has
   * @param slotBytes how many bytes each holds
   */
  public record Shape(int slots, int slotBytes) {
    long bytes() {
      return (long) slots * slotBytes;
    }
  }

  private final Path file;
  private final Shape shape;
  private final MappedByteBuffer memory;

  private SharedSegment(Path file, Shape shape, MappedByteBuffer memory) {
    this.file = file;
    this.shape = shape;
    this.memory = memory;
  }

  /**
   * Makes a new one.
   *
   * @param folder a folder of a file system in memory
   * @throws IOException if there is no such folder, or no room in it
   * @throws UnsupportedOperationException if the file system knows no permissions
   */
  public static SharedSegment create(Path folder, Shape shape) throws IOException {
    Path file =
        Files.createTempFile(
            folder, PREFIX, ".ring", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      fill(channel, shape.bytes());
      return new SharedSegment(file, shape, channel.map(MapMode.READ_WRITE, 0, shape.bytes()));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Takes the memory now: a file without it would end the process that runs short of it. */
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
   * Opens one that another process has made.
   *
   * @param folder the folder in which this process would make its own
   * @param file the file as {@link #file} of the other process tells
   * @throws IOException if it is not such a file of this user, or is not there
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
      return new SharedSegment(file, shape, channel.map(MapMode.READ_ONLY, 0, shape.bytes()));
    }
  }

  /** Returns the file, by which the other process opens it. */
  public Path file() {
    return file;
  }

  /** Returns how many slots it has and of what size. */
  public Shape shape() {
    return shape;
  }

  /** Writes bytes at the beginning of a slot. */
  public void write(int slot, byte[] bytes, int offset, int length) {
    memory.put(start(slot, length), bytes, offset, length);
  }

  /** Reads the bytes at the beginning of a slot. */
  public void read(int slot, byte[] into, int offset, int length) {
    memory.get(start(slot, length), into, offset, length);
  }

  private int start(int slot, int length) {
    if (slot < 0 || slot >= shape.slots() || length > shape.slotBytes()) {
      throw new IllegalArgumentException(length + " bytes of slot " + slot + " of " + shape);
    }
    return slot * shape.slotBytes();
  }

  /** Takes the file's name away; the memory stays with the processes that have opened it. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}

package org.multiengine.client.internal.process;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file of lines that is limited in size. When the file is full it is renamed to its name and
 * {@code .1}, which replaces an earlier one, and a new file is begun. An existing file is appended
 * to. Used by one thread.
 */
final class RolledFile implements AutoCloseable {

  private final Path file;
  private final long maxBytes;
  private BufferedWriter writer;
  private long bytes;

  RolledFile(Path file, long maxBytes) throws IOException {
    this.file = file;
    this.maxBytes = maxBytes;
    this.writer =
        Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    this.bytes = Files.size(file);
  }

  /** Returns the path of the file with the older lines. */
  static Path olderOf(Path file) {
    return file.resolveSibling(file.getFileName() + ".1");
  }

  /** Writes a line; a line that is longer than the limit gets a separate file. */
  void write(String line) throws IOException {
    long length = line.getBytes(StandardCharsets.UTF_8).length + 1L;
    if (bytes > 0 && bytes + length > maxBytes) {
      writer.close();
      Files.move(file, olderOf(file), StandardCopyOption.REPLACE_EXISTING);
      writer = Files.newBufferedWriter(file);
      bytes = 0;
    }
    writer.write(line);
    writer.write('\n');
    writer.flush();
    bytes += length;
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}

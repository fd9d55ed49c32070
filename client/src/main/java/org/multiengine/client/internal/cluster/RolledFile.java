package org.multiengine.client.internal.cluster;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file of lines that is limited in size: when it is full it is kept under its name and {@code
 * .1}, in place of an earlier one, and a new one is begun. One that is there is gone on with. Used
 * by one thread.
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

  /** Returns where the older lines are kept. */
  static Path olderOf(Path file) {
    return file.resolveSibling(file.getFileName() + ".1");
  }

  /** Writes a line; one that is longer than the file may be gets a file of its own. */
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

package org.multiengine.magics.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The end of a log, and what is added to it. Goes on in the new file when the log is rolled. */
final class LogTail {

  private static final int REST_MILLIS = 200;
  private static final int BLOCK = 64 * 1024;

  private final Path file;
  private final PrintWriter out;
  private long position;

  LogTail(Path file, PrintWriter out) {
    this.file = file;
    this.out = out;
  }

  static void rest() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
  }

  /** Shows the last lines. */
  void showLast(int lines) throws IOException {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      position = startOfLast(log, lines);
      show(log);
    }
  }

  /** Returns where the last lines begin, looking from the end on. */
  private static long startOfLast(RandomAccessFile log, int lines) throws IOException {
    long end = log.length();
    int found = 0;
    byte[] block = new byte[BLOCK];
    while (end > 0) {
      int length = (int) Math.min(BLOCK, end);
      log.seek(end - length);
      log.readFully(block, 0, length);
      for (int i = length - 1; i >= 0; i--) {
        boolean lastOfAll = end - length + i == log.length() - 1;
        if (block[i] == '\n' && !lastOfAll && ++found == lines) {
          return end - length + i + 1;
        }
      }
      end -= length;
    }
    return lines > 0 ? 0 : log.length();
  }

  /** Shows what has been added since. */
  void showMore() throws IOException {
    if (!Files.exists(file)) {
      return; // it is being rolled
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      if (log.length() < position) {
        position = 0;
      }
      show(log);
    }
  }

  private void show(RandomAccessFile log) throws IOException {
    log.seek(position);
    byte[] block = new byte[BLOCK];
    var text = new java.io.ByteArrayOutputStream();
    for (int length = log.read(block); length > 0; length = log.read(block)) {
      text.write(block, 0, length);
      position += length;
    }
    out.print(text.toString(StandardCharsets.UTF_8));
    out.flush();
  }
}

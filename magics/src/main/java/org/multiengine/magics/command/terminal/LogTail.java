package org.multiengine.magics.command.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Shows the end of a log and the lines added to it, also after the log has been rolled. */
public final class LogTail {

  private static final int POLL_INTERVAL_MILLIS = 200;
  private static final int BLOCK_BYTES = 64 * 1024;

  private final Path file;
  private final PrintWriter out;
  private long position;

  /** Creates the output of a log to a writer. */
  public LogTail(Path file, PrintWriter out) {
    this.file = file;
    this.out = out;
  }

  /** Waits until it is time to look for further lines. */
  public static void awaitNextPoll() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(POLL_INTERVAL_MILLIS);
  }

  /** Shows the last lines. */
  public void showLast(int lines) throws IOException {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      position = startOfLast(log, lines);
      show(log);
    }
  }

  /** Returns the position at which the last lines begin, searching from the end. */
  private static long startOfLast(RandomAccessFile log, int lines) throws IOException {
    long end = log.length();
    int found = 0;
    byte[] block = new byte[BLOCK_BYTES];
    while (end > 0) {
      int length = (int) Math.min(BLOCK_BYTES, end);
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

  /** Shows the text added since the last call. */
  public void showMore() throws IOException {
    if (!Files.exists(file)) {
      return; // the log is being rolled
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
    byte[] block = new byte[BLOCK_BYTES];
    var text = new java.io.ByteArrayOutputStream();
    for (int length = log.read(block); length > 0; length = log.read(block)) {
      text.write(block, 0, length);
      position += length;
    }
    out.print(text.toString(StandardCharsets.UTF_8));
    out.flush();
  }
}

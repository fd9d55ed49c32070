package org.multiengine.core.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.multiengine.core.namespace.StandardStreams;

/**
 * What one command prints, up to a limit for each stream; what comes after it is counted.
 *
 * <p>Safe for use by several threads: a script may print from threads of its own.
 */
final class CapturedOutput implements StandardStreams.Sink {

  private final Stream out;
  private final Stream err;

  CapturedOutput(int maxBytes) {
    this.out = new Stream(maxBytes);
    this.err = new Stream(maxBytes);
  }

  @Override
  public void out(byte[] bytes, int offset, int length) {
    out.write(bytes, offset, length);
  }

  @Override
  public void err(byte[] bytes, int offset, int length) {
    err.write(bytes, offset, length);
  }

  String outText() {
    return out.text();
  }

  String errText() {
    return err.text();
  }

  private static final class Stream {

    private final int maxBytes;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long cut;

    Stream(int maxBytes) {
      this.maxBytes = maxBytes;
    }

    synchronized void write(byte[] bytes, int offset, int length) {
      int room = Math.min(length, maxBytes - kept.size());
      kept.write(bytes, offset, room);
      cut += length - room;
    }

    synchronized String text() {
      String text = kept.toString(StandardCharsets.UTF_8);
      return cut == 0
          ? text
          : text + "\n... output cut: " + kept.size() + " bytes kept, " + cut + " dropped\n";
    }
  }
}

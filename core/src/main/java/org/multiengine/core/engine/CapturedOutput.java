package org.multiengine.core.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.display.DisplayLimits;
import org.multiengine.core.display.DisplayLog;
import org.multiengine.core.namespace.StandardStreams;

/**
 * The output of one command, up to a limit for each stream and for displays. Output past a limit is
 * counted and dropped.
 *
 * <p>Safe for use by several threads, because a script may print from threads of its own.
 */
final class CapturedOutput implements StandardStreams.Sink {

  private final Stream out;
  private final Stream err;

  private final DisplayLog displays;
  private final RunListener listener;

  CapturedOutput(int maxBytes, RunListener listener) {
    this(maxBytes, DisplayLimits.DEFAULT, listener);
  }

  CapturedOutput(int maxBytes, DisplayLimits displayLimits, RunListener listener) {
    this.listener = listener;
    this.displays = new DisplayLog(displayLimits);
    this.out = new Stream(maxBytes);
    this.err = new Stream(maxBytes);
  }

  @Override
  public void out(byte[] bytes, int offset, int length) {
    out.write(bytes, offset, length);
    listener.printed(false, bytes, offset, length);
  }

  @Override
  public void err(byte[] bytes, int offset, int length) {
    err.write(bytes, offset, length);
    listener.printed(true, bytes, offset, length);
  }

  /** Returns what the command has displayed. */
  DisplayLog displays() {
    return displays;
  }

  /** Returns what a command has displayed, or null if there is no command. */
  static @Nullable DisplayLog displaysOf(@Nullable CapturedOutput output) {
    return output == null ? null : output.displays;
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
      if (cut == 0) {
        return kept.toString(StandardCharsets.UTF_8);
      }
      byte[] bytes = kept.toByteArray();
      int whole = wholeCharacters(bytes);
      long dropped = cut + bytes.length - whole;
      return new String(bytes, 0, whole, StandardCharsets.UTF_8)
          + ("\n... output cut: " + whole + " bytes kept, " + dropped + " dropped\n");
    }

    /** Returns the number of bytes up to the end of the last complete character. */
    private static int wholeCharacters(byte[] bytes) {
      var decoder =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .onUnmappableCharacter(CodingErrorAction.REPLACE);
      var input = ByteBuffer.wrap(bytes);
      decoder.decode(input, CharBuffer.allocate(bytes.length), false);
      return input.position();
    }
  }
}

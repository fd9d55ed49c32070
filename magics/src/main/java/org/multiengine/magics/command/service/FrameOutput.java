package org.multiengine.magics.command.service;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The output of a command, which is sent in frames as it is written. A write waits while the
 * calling process does not read.
 *
 * <p>Safe for use by several threads.
 */
final class FrameOutput extends OutputStream {

  private final Frames frames;
  private final byte type;

  FrameOutput(Frames frames, byte type) {
    this.frames = frames;
    this.type = type;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int start, int length) throws IOException {
    int sent = 0;
    while (sent < length) {
      int next = Math.min(Frames.MAX_ANSWER_BYTES, length - sent);
      frames.send(type, bytes, start + sent, next);
      sent += next;
    }
  }
}

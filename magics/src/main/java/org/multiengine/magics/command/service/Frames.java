package org.multiengine.magics.command.service;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * The frames of the protocol between a process that calls a command and the host. A frame is a
 * type, the length of its payload as four bytes, and the payload.
 *
 * <p>The caller sends {@link #REQUEST}. The host answers {@link #READY}, or closes the connection
 * if it does not run the command. The caller sends {@link #START}, and from then on the command
 * counts as begun. The host sends any number of {@link #OUTPUT} and {@link #ERRORS}, followed by
 * {@link #ENDED}; or {@link #UNSERVED} alone, if the command turned out to be none for the service
 * and has done nothing.
 *
 * <p>Frames may be sent by several threads; one thread at a time may receive.
 */
final class Frames {

  /** The version of the protocol, at the begin of a request. */
  static final int VERSION = 0x4d454301;

  static final byte REQUEST = 1;
  static final byte READY = 2;
  static final byte START = 3;
  static final byte OUTPUT = 4;
  static final byte ERRORS = 5;

  /** The payload is the exit status as four bytes. */
  static final byte ENDED = 6;

  static final byte UNSERVED = 7;

  /** The maximum size of the payload of a frame from the host. */
  static final int MAX_ANSWER_BYTES = 32 * 1024;

  private static final int HEADER_BYTES = 5;

  /** A frame that was received. */
  static final class Frame {

    private final byte type;
    private final byte[] payload;

    Frame(byte type, byte[] payload) {
      this.type = type;
      this.payload = payload;
    }

    byte type() {
      return type;
    }

    /** Returns the payload, which belongs to the caller. */
    byte[] payload() {
      return payload;
    }

    /** Returns a payload of four bytes as a number. */
    int number() throws IOException {
      if (payload.length != Integer.BYTES) {
        throw new IOException("a number has four bytes");
      }
      return ByteBuffer.wrap(payload).getInt();
    }
  }

  private final ByteChannel channel;

  Frames(ByteChannel channel) {
    this.channel = channel;
  }

  /** Sends a frame without a payload. */
  void send(byte type) throws IOException {
    send(type, new byte[0], 0, 0);
  }

  /** Sends a frame with a number. */
  void send(byte type, int number) throws IOException {
    send(type, ByteBuffer.allocate(Integer.BYTES).putInt(number).array(), 0, Integer.BYTES);
  }

  /** Sends a frame. Waits as long as the other side does not read. */
  synchronized void send(byte type, byte[] payload, int start, int length) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + length);
    frame.put(type).putInt(length).put(payload, start, length).flip();
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }

  /**
   * Receives a frame.
   *
   * @param maxBytes the maximum size of its payload
   * @return null if the other side has closed the connection
   * @throws IOException if the connection fails, or the frame is larger or incomplete
   */
  @Nullable Frame receive(int maxBytes) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    if (!fill(header)) {
      if (header.position() > 0) {
        throw incomplete();
      }
      return null;
    }
    byte type = header.get(0);
    int length = header.getInt(1);
    if (length < 0 || length > maxBytes) {
      throw new IOException("a frame is too large");
    }
    byte[] payload = new byte[length];
    if (!fill(ByteBuffer.wrap(payload))) {
      throw incomplete();
    }
    return new Frame(type, payload);
  }

  private static IOException incomplete() {
    return new EOFException("the connection has ended within a frame");
  }

  /** Returns false if the connection ends before the buffer is full. */
  private boolean fill(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        return false;
      }
    }
    return true;
  }
}

package org.multiengine.core.namespace.python.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames from a channel that has bytes now and then. Bytes of buffers are read directly into
 * the arrays that are handed over. Used by one thread.
 */
public final class FrameReader {

  /** The number of bytes that are read from the channel at a time. */
  private static final int CHUNK_BYTES = 1 << 18;

  /** The room for a body before its first byte has come, whatever length a frame announces. */
  private static final int FIRST_BODY_BYTES = 1 << 20;

  private final ReadableByteChannel channel;

  /** The bytes on their way from the channel, because a heap buffer is not read into directly. */
  private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES).limit(0);

  private ByteBuffer target = header();
  private boolean isQuestion;
  private int bodyBytes;
  private @Nullable ByteBuffer lengths;
  private @Nullable ByteBuffer body;
  private List<ByteBuffer> buffers = new ArrayList<>();
  private int bufferCount = -1;

  /** Creates a reader of a channel, which may be in non-blocking mode. */
  public FrameReader(ReadableByteChannel channel) {
    this.channel = channel;
  }

  private static ByteBuffer header() {
    return ByteBuffer.allocate(Frame.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Returns the next frame; null if the channel has no more bytes for now.
   *
   * @throws EOFException if the channel has ended
   * @throws IOException if the bytes are not a frame of this version, or exceed a limit
   */
  public @Nullable Frame read() throws IOException {
    while (true) {
      if (!target.hasRemaining()) {
        Frame whole = step();
        if (whole != null) {
          return whole;
        }
      } else if (chunk.hasRemaining()) {
        move();
      } else if (!fill()) {
        return null;
      }
    }
  }

  private boolean fill() throws IOException {
    chunk.clear();
    int count = channel.read(chunk);
    chunk.flip();
    if (count < 0) {
      throw new EOFException("the connection has ended");
    }
    return count > 0;
  }

  private void move() {
    int count = Math.min(chunk.remaining(), target.remaining());
    target.put(chunk.slice(chunk.position(), count));
    chunk.position(chunk.position() + count);
  }

  /** Handles a complete part of a frame; returns the frame if the part was its last one. */
  private @Nullable Frame step() throws IOException {
    ByteBuffer part = target.flip();
    if (bufferCount < 0) {
      readHeader(part);
    } else if (lengths == null) {
      lengths = part;
      expectBody();
    } else if (body == null) {
      endOfBody(part);
    } else {
      buffers.add(part);
      expectBuffer();
    }
    return body != null && buffers.size() == bufferCount ? finish(body) : null;
  }

  private void readHeader(ByteBuffer header) throws IOException {
    if (header.get() != Frame.FIRST || header.get() != Frame.SECOND) {
      throw new IOException("the bytes are not a frame");
    }
    int version = header.get();
    if (version != Frame.VERSION) {
      throw new IOException("a frame of version " + version + " instead of " + Frame.VERSION);
    }
    isQuestion = (header.get() & Frame.QUESTION) != 0;
    bodyBytes = header.getInt();
    int count = header.getInt();
    if (bodyBytes < 0 || bodyBytes > Frame.MAX_BODY_BYTES) {
      throw new IOException("a frame with a body of " + Integer.toUnsignedString(bodyBytes));
    }
    if (count < 0 || count > Frame.MAX_BUFFERS) {
      throw new IOException("a frame with " + Integer.toUnsignedString(count) + " buffers");
    }
    bufferCount = count;
    target = ByteBuffer.allocate(count * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void expectBody() {
    target = ByteBuffer.allocate(Math.min(bodyBytes, FIRST_BODY_BYTES));
  }

  /** Takes a body that is whole, and otherwise makes room for as much again as has come. */
  private void endOfBody(ByteBuffer part) throws IOException {
    if (part.limit() == bodyBytes) {
      body = part;
      expectBuffer();
    } else {
      target = ByteBuffer.allocate((int) Math.min(bodyBytes, 2L * part.limit())).put(part);
    }
  }

  private void expectBuffer() throws IOException {
    if (lengths != null && lengths.hasRemaining()) {
      long length = lengths.getLong();
      if (length < 0 || length > Frame.MAX_BUFFER_BYTES) {
        throw new IOException("a buffer of " + Long.toUnsignedString(length) + " bytes");
      }
      target = ByteBuffer.allocate((int) length);
    }
  }

  private Frame finish(ByteBuffer content) {
    Frame whole = new Frame(isQuestion, content, List.copyOf(buffers));
    target = header();
    lengths = null;
    body = null;
    buffers = new ArrayList<>();
    bufferCount = -1;
    return whole;
  }
}

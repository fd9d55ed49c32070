package org.multiengine.core.net;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Divides the bytes that have arrived into frames and keeps the bytes of an incomplete frame. Used
 * only by the reading thread.
 */
final class FrameReader {

  /** A receiver of frames. */
  interface Sink {

    /** Called with each frame, also with empty ones. */
    void frame(ByteBuffer frame) throws IOException;

    /** Returns whether frames may be delivered. */
    boolean isReceiving();
  }

  /** The other end announces a frame that is longer than this end accepts at present. */
  static final class TooLong extends IOException {

    private static final long serialVersionUID = 1L;

    private final int bytes;

    TooLong(int bytes) {
      super(announces(bytes));
      this.bytes = bytes;
    }

    /** Returns the announced length. */
    int bytes() {
      return bytes;
    }
  }

  /**
   * The memory that an announced length gets before its bytes have come. Larger buffers grow as
   * bytes come, so that an end that announces much and sends nothing costs little.
   */
  private static final int MAX_TRUSTED_BYTES = 1 << 20;

  private static final int MIN_BUFFER_BYTES = 1 << 12;

  /** The size of the largest buffer that is kept between two frames. */
  private static final int MAX_KEPT_BUFFER_BYTES = 1 << 16;

  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private final Sink sink;

  /** The length and the bytes of an incomplete frame, up to the position. */
  private ByteBuffer partial = NONE;

  private int maxFrameBytes = Connections.MAX_FRAME_BYTES;

  FrameReader(Sink sink) {
    this.sink = sink;
  }

  /** Returns whether a frame has begun and is not complete. */
  boolean isInsideFrame() {
    return partial.position() > 0;
  }

  /** Sets the maximal size of the frames that begin from now on. */
  void limitFrames(int maxBytes) {
    maxFrameBytes = maxBytes;
  }

  /**
   * Delivers all complete frames and keeps the rest. Returns early if the sink receives no more.
   *
   * @throws TooLong if the other end announces a frame above the limit of this end
   * @throws IOException if the other end announces a length that no frame has
   */
  void feed(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining() && sink.isReceiving()) {
      if (partial.position() == 0 && startsWithFrame(bytes)) {
        int start = bytes.position() + Integer.BYTES;
        int length = bytes.getInt(bytes.position());
        bytes.position(start + length);
        sink.frame(bytes.slice(start, length));
      } else {
        keep(bytes);
      }
    }
  }

  private boolean startsWithFrame(ByteBuffer bytes) throws IOException {
    return bytes.remaining() >= Integer.BYTES
        && bytes.remaining() - Integer.BYTES >= lengthAt(bytes, bytes.position());
  }

  private int lengthAt(ByteBuffer bytes, int position) throws IOException {
    int length = bytes.getInt(position);
    if (length < 0 || length > Connections.MAX_FRAME_BYTES) {
      throw new IOException(announces(length));
    }
    if (length > maxFrameBytes) {
      throw new TooLong(length);
    }
    return length;
  }

  private static String announces(int length) {
    return "the other end announces a frame of " + length + " bytes";
  }

  /** Moves bytes of one frame to the partial frame and delivers it when it is complete. */
  private void keep(ByteBuffer bytes) throws IOException {
    makeRoom();
    int count =
        Math.min(
            bytes.remaining(), Math.min(wantedBytes(), partial.capacity()) - partial.position());
    partial.put(partial.position(), bytes, bytes.position(), count);
    partial.position(partial.position() + count);
    bytes.position(bytes.position() + count);
    if (partial.position() >= Integer.BYTES && partial.position() == wantedBytes()) {
      deliverPartial();
    }
  }

  /** Returns the size of the partial frame with its length, or of its length if that is unknown. */
  private int wantedBytes() throws IOException {
    return partial.position() < Integer.BYTES
        ? Integer.BYTES
        : Integer.BYTES + lengthAt(partial, 0);
  }

  private void makeRoom() throws IOException {
    int wanted = wantedBytes();
    int trusted = Math.min(wanted, MAX_TRUSTED_BYTES);
    boolean full = partial.position() == partial.capacity();
    if (partial.capacity() < trusted || (full && partial.capacity() < wanted)) {
      int grown = Math.min(wanted, Math.max(2 * partial.capacity(), MAX_TRUSTED_BYTES));
      ByteBuffer larger = ByteBuffer.allocate(Math.max(grown, MIN_BUFFER_BYTES));
      partial = larger.put(partial.flip());
    }
  }

  private void deliverPartial() throws IOException {
    ByteBuffer whole = partial;
    partial = whole.capacity() <= MAX_KEPT_BUFFER_BYTES ? whole.duplicate().clear() : NONE;
    sink.frame(whole.slice(Integer.BYTES, whole.position() - Integer.BYTES));
  }
}

package org.multiengine.core.namespace.python.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A message between an engine and its Python process.
 *
 * <p>Layout, in little-endian order: the letters {@code ME}, the version and the flags in one byte
 * each, the length of the body and the number of buffers in four bytes each, four zero bytes, the
 * length of each buffer in eight bytes, the body, the buffers.
 *
 * @param isQuestion whether the frame belongs to a question, which is answered while a request runs
 * @param body the message itself
 * @param buffers the contents of arrays that belong to it
 */
public record Frame(boolean isQuestion, ByteBuffer body, List<ByteBuffer> buffers) {

  /** The version of the layout. */
  static final int VERSION = 1;

  /** The number of bytes before the lengths of the buffers. */
  static final int HEADER_BYTES = 16;

  /** The maximum number of bytes of a body. */
  static final int MAX_BODY_BYTES = 1 << 30;

  /** The maximum number of buffers. */
  static final int MAX_BUFFERS = 1 << 16;

  /** The maximum number of bytes of a buffer. */
  static final long MAX_BUFFER_BYTES = Integer.MAX_VALUE - 63L;

  static final byte FIRST = 'M';
  static final byte SECOND = 'E';
  static final int QUESTION = 1;

  /** Returns the frame in the pieces to be written one after the other. */
  public List<ByteBuffer> pieces() {
    var head =
        ByteBuffer.allocate(HEADER_BYTES + Long.BYTES * buffers.size())
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(FIRST)
            .put(SECOND)
            .put((byte) VERSION)
            .put((byte) (isQuestion ? QUESTION : 0))
            .putInt(body.remaining())
            .putInt(buffers.size())
            .putInt(0);
    buffers.forEach(buffer -> head.putLong(buffer.remaining()));
    List<ByteBuffer> pieces = new ArrayList<>();
    pieces.add(head.flip());
    pieces.add(body.duplicate());
    buffers.forEach(buffer -> pieces.add(buffer.duplicate()));
    return pieces;
  }
}

package org.multiengine.core.net;

import java.nio.ByteBuffer;

/**
 * A listener for the frames and the end of a {@link Connection}. All methods are called on the one
 * thread that reads all connections, so they must return quickly and never block. If a method
 * throws, its connection is closed, and the other connections go on.
 */
@FunctionalInterface
public interface Listener {

  /**
   * Called when a frame has arrived. Frames arrive once, whole and in order.
   *
   * @param frame the bytes of the frame, valid until this method returns; never empty
   */
  void received(ByteBuffer frame);

  /**
   * Called when the other end announces a frame above the {@linkplain Connection#limitFrames
   * limit}, before any byte of the frame is kept. The connection is closed when this method
   * returns, unless the method has called {@link Connection#closeAfterSending()}.
   *
   * @param bytes the announced length
   */
  default void tooLong(int bytes) {}

  /**
   * Called when the system has accepted all bytes after it had not accepted some immediately.
   *
   * @see Connection#backlogBytes()
   */
  default void drained() {}

  /**
   * Called once when the connection has ended, also if this process has closed it. No other method
   * is called from then on.
   *
   * @param reason says who has closed the connection and why, for logs
   */
  default void closed(String reason) {}
}

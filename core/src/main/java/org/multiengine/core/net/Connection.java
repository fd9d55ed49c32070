package org.multiengine.core.net;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.net.socket.Reasons;

/**
 * One end of a connection of {@link Connections}. Frames arrive at the other end once, whole and in
 * order, until either end is closed.
 *
 * <p>Safe for use by several threads.
 */
public final class Connection {

  private final Endpoint endpoint;

  Connection(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Sends a frame. Does not wait for the other end: bytes that the system does not accept
   * immediately are kept and sent when the other end has read more. If they exceed the {@linkplain
   * Connections.Limits#maxUnreadBytes limit}, the connection is closed; the caller must keep what
   * it sends without being asked below it, see {@link #backlogBytes()}. With TLS the calling thread
   * encrypts the frame. A closed connection sends nothing. An empty frame is sent, but not
   * delivered.
   *
   * @param frame the bytes of the frame; they are copied, and the position is moved to the limit
   * @throws IllegalArgumentException if the frame is longer than {@link
   *     Connections#MAX_FRAME_BYTES}
   */
  public void send(ByteBuffer frame) {
    if (frame.remaining() > Connections.MAX_FRAME_BYTES) {
      throw new IllegalArgumentException("a frame of " + frame.remaining() + " bytes");
    }
    endpoint.send(frame);
  }

  /** Returns whether this end is open and the other end is not known to be closed. */
  public boolean isOpen() {
    return endpoint.isOpen();
  }

  /**
   * Returns the number of bytes that the system has not accepted yet, with TLS after encryption.
   * {@link Listener#drained()} is called when it falls to 0.
   */
  public long backlogBytes() {
    return endpoint.backlogBytes();
  }

  /**
   * Stops reading until {@link #resume()}. Frames that have been read already may still be
   * delivered, which are at most 256 KB and the frame that they complete. A connection that is not
   * read does not notice that the other end has closed it.
   */
  public void pause() {
    endpoint.pause(true);
  }

  /** Goes on reading after {@link #pause()}. */
  public void resume() {
    endpoint.pause(false);
  }

  /**
   * Replaces the listener. If called on the reading thread, for example by a listener, the next
   * frame goes to the new listener, even if it has been read already. Otherwise frames may go to
   * the old one until the reading thread has made the change. If the connection has ended, the new
   * listener is notified of this.
   */
  public void listen(Listener other) {
    endpoint.listen(other);
  }

  /**
   * Limits the frames that are received, for example until it is known what the other end wants.
   * The connection ends when the other end announces a longer frame, see {@link Listener#tooLong}.
   * Without this call the limit is {@link Connections#MAX_FRAME_BYTES}. If called on the reading
   * thread, for example by an acceptor or a listener, the limit holds from the next frame on.
   *
   * @throws IllegalArgumentException if the limit is not positive or above {@link
   *     Connections#MAX_FRAME_BYTES}
   */
  public void limitFrames(int maxBytes) {
    if (maxBytes <= 0 || maxBytes > Connections.MAX_FRAME_BYTES) {
      throw new IllegalArgumentException("a limit of " + maxBytes + " bytes");
    }
    endpoint.limitFrames(maxBytes);
  }

  /** Returns the TLS session with the certificates of the other end, or null without TLS. */
  public @Nullable SSLSession session() {
    return endpoint.session();
  }

  /** Returns whether the connection is a Unix domain socket, so both ends are on one machine. */
  public boolean isUnix() {
    return endpoint.kind().isUnix();
  }

  /**
   * Returns a text for logs that names the other end: an address like {@code 10.0.0.1:4711}, or the
   * file of a Unix domain socket, with the user if the other end has connected.
   */
  public String peer() {
    return endpoint.kind().peer();
  }

  /**
   * Closes the connection at once. Bytes that the system has not accepted are not sent, and frames
   * that were not delivered yet are dropped.
   */
  public void close() {
    endpoint.close(Reasons.CLOSED_HERE);
  }

  /**
   * Closes the connection as soon as the other end has been sent everything, for example the reason
   * of a refusal. From now on frames are neither accepted for sending nor delivered. An end that
   * stops reading is not waited for longer than five seconds.
   */
  public void closeAfterSending() {
    endpoint.closeAfterSending();
  }

  @Override
  public String toString() {
    return "connection with " + peer();
  }
}

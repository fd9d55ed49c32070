package org.multiengine.core.net.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.net.socket.Loop;

/** The form in which the bytes of frames cross a channel: as they are, or encrypted. */
public interface Transport {

  /** The connection that a transport serves. Called on the reading thread. */
  interface Owner {

    /** Called once when frames can be sent and received. */
    void secured() throws IOException;

    /** Called when the transport begins or ends work on another thread, without reading. */
    void busy(boolean busy);

    /** Returns whether bytes may be delivered. */
    boolean isReceiving();

    /** Called with bytes of frames in order. */
    void plain(ByteBuffer bytes) throws IOException;

    /**
     * Runs a step on the reading thread; the connection ends if the step fails. Called on any
     * thread.
     */
    void later(Loop.Step step);
  }

  /** Starts to serve the owner; called once, on the reading thread. */
  void start() throws IOException;

  /**
   * Writes bytes in order; never waits. Called by one thread at a time.
   *
   * @param length bytes that go first
   * @param frame bytes that follow
   */
  void send(ByteBuffer length, ByteBuffer frame) throws IOException;

  /**
   * Reads once and delivers the bytes to the owner; called on the reading thread.
   *
   * @return the number of bytes read, or -1 if the other end has ended the connection
   */
  int read() throws IOException;

  /** Notifies the other end that nothing more will be sent. Called as {@link #send} is. */
  void end() throws IOException;

  /** Returns the TLS session, or null if there is none. */
  @Nullable SSLSession session();
}

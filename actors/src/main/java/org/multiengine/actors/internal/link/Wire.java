package org.multiengine.actors.internal.link;

import org.multiengine.actors.internal.link.frame.LinkFrame;

/** A way for the frames of a link to the process of its peer. Used by one actor alone. */
interface Wire {

  /**
   * Sends a frame. A wire that is not reliable may lose it; on a reliable wire a failure ends the
   * wire.
   */
  void send(LinkFrame frame);

  /** Returns whether frames arrive once and in order as long as the wire is open. */
  boolean isReliable();

  /** Returns whether frames can be sent. */
  boolean isOpen();

  /** Closes the wire. */
  void close();
}

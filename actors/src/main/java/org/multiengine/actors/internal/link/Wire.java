package org.multiengine.actors.internal.link;

import org.multiengine.actors.internal.link.frame.LinkFrame;

/**
 * A way for the frames of a link to the process of its peer. A link has one as long as it lives.
 */
interface Wire {

  /** Sends a frame. It may be lost. */
  void send(LinkFrame frame);

  /**
   * Returns whether the peer can lose no frame without notice: frames arrive once and in order, or
   * the wire is opened again, and {@link WireOpened} says so.
   */
  boolean isReliable();

  /** Returns whether the peer is in this process, so that frames are never written. */
  boolean isInThisProcess();

  /** Returns whether the peer may be able to open memory that this process shares. */
  boolean sharesMemory();
}

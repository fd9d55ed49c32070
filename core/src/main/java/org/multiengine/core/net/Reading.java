package org.multiengine.core.net;

import java.nio.channels.SelectionKey;

/**
 * Whether a connection is read at present. Used only by the reading thread, unless a method says
 * otherwise.
 */
final class Reading {

  private final SelectionKey key;
  private final Farewell farewell;
  private volatile boolean paused;
  private boolean busy;

  Reading(SelectionKey key, Farewell farewell) {
    this.key = key;
    this.farewell = farewell;
  }

  /** Sets whether the user wants no frames; called on any thread. */
  void pause(boolean isPaused) {
    paused = isPaused;
  }

  /** Sets whether the transport must not be read because it works on another thread. */
  void busy(boolean isBusy) {
    busy = isBusy;
  }

  /** Returns whether the connection may be read. */
  boolean isAllowed() {
    return farewell.isBegun() ? farewell.mayRead() : !paused && !busy;
  }

  /** Lets the loop report that there is something to read, or not. */
  void update() {
    if (isAllowed()) {
      key.interestOpsOr(SelectionKey.OP_READ);
    } else {
      key.interestOpsAnd(~SelectionKey.OP_READ);
    }
  }
}

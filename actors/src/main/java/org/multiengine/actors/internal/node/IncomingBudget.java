package org.multiengine.actors.internal.node;

import org.multiengine.core.error.QueueFull;

/**
 * The memory that large requests may take while they arrive at a node. Used by the node's relay
 * alone.
 */
final class IncomingBudget {

  private static final String SETTING = "multiengine.link.max-incoming";

  private final long maxBytes;
  private long takenBytes;

  IncomingBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Takes room for a request.
   *
   * @throws QueueFull if there is not enough
   */
  void take(long bytes) {
    if (bytes < 0 || bytes > maxBytes - takenBytes) {
      throw QueueFull.of(
          SETTING,
          maxBytes,
          "the node has no room for a request of "
              + bytes
              + " bytes: requests of "
              + takenBytes
              + " bytes are arriving, and all together may have "
              + maxBytes
              + "; send it later or in smaller pieces, give the process a larger heap, or raise "
              + SETTING);
    }
    takenBytes += bytes;
  }

  /** Gives back room that was taken. */
  void release(long bytes) {
    takenBytes -= bytes;
  }
}

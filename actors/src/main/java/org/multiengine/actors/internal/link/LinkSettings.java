package org.multiengine.actors.internal.link;

import java.time.Duration;
import org.multiengine.core.link.SendWindow;

/**
 * The settings of links.
 *
 * @param limits the limits of messages in flight and waiting
 * @param partBytes the size of the parts of large values, in bytes
 * @param tick the interval at which a link with messages in flight is checked
 * @param resendAfter the time without an acknowledgement after which messages are sent again
 * @param sharedMemory the memory shared with processes of the same machine
 * @param socketFolder the folder in which sockets are offered; empty for none
 */
public record LinkSettings(
    SendWindow.Limits limits,
    int partBytes,
    Duration tick,
    Duration resendAfter,
    SharedMemory sharedMemory,
    String socketFolder) {

  /**
   * The memory that a link shares with a process of the same machine.
   *
   * @param folder the folder of the file; empty for none
   * @param bytes the size of the memory
   */
  public record SharedMemory(String folder, long bytes) {

    /** No shared memory. */
    public static final SharedMemory OFF = new SharedMemory("", 0);
  }
}

package org.multiengine.actors.internal.link;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import org.multiengine.core.link.SendWindow;
import org.multiengine.core.net.Connections;

/**
 * The settings of the links between controllers and nodes.
 *
 * @param limits how much may be on its way to the other side, and how much may wait
 * @param partBytes the size of the parts of a message that is too large for one frame
 * @param tick how often a link that waits for an acknowledgement looks at the time
 * @param resendAfter how long a link waits for an acknowledgement before it sends again
 * @param sharedMemory the memory shared with processes of the same machine
 * @param maxIncomingBytes the most bytes of large messages that arrive at a node at a time
 * @param maxUndeliveredBytes the most bytes of answers that a node keeps until they are received
 */
public record LinkSettings(
    SendWindow.Limits limits,
    int partBytes,
    Duration tick,
    Duration resendAfter,
    SharedMemory sharedMemory,
    long maxIncomingBytes,
    long maxUndeliveredBytes) {

  /** How many parts fit into a frame at least, so that there is room for more than the part. */
  private static final int MIN_PARTS_PER_FRAME = 3;

  /**
   * The memory that links share with processes of the same machine.
   *
   * @param folder the folder of its files
   * @param bytes the most a link may use
   * @param maxBytes the most all links of the process may use
   */
  public record SharedMemory(String folder, long bytes, long maxBytes) {

    /** No shared memory. */
    public static final SharedMemory OFF = new SharedMemory("", 0, 0);
  }

  /**
   * Reads the settings.
   *
   * @param config the settings under {@code multiengine.link}
   * @param maxFrameBytes the largest frame that Akka's remoting carries
   */
  public static LinkSettings of(Config config, long maxFrameBytes) {
    long largest = Math.min(maxFrameBytes, Connections.MAX_FRAME_BYTES);
    long part = Math.min(config.getBytes("part-bytes"), largest / MIN_PARTS_PER_FRAME);
    return new LinkSettings(
        new SendWindow.Limits(
            config.getInt("max-in-flight"),
            config.getBytes("max-in-flight-bytes"),
            config.getInt("max-waiting"),
            config.getBytes("max-waiting-bytes")),
        Math.toIntExact(part),
        config.getDuration("tick"),
        config.getDuration("resend-after"),
        new SharedMemory(
            config.getString("shared-memory.folder"),
            config.getBytes("shared-memory.bytes"),
            config.getBytes("shared-memory.max-bytes")),
        bytes(config, "max-incoming"),
        bytes(config, "max-undelivered"));
  }

  /** Returns a number of bytes, which may be given as a share of the largest heap. */
  private static long bytes(Config config, String path) {
    String value = config.getString(path).trim();
    if (!value.endsWith("%")) {
      return config.getBytes(path);
    }
    try {
      int percent = Integer.parseInt(value.substring(0, value.length() - 1).trim());
      if (percent > 0 && percent <= 100) {
        return Runtime.getRuntime().maxMemory() / 100 * percent;
      }
    } catch (NumberFormatException e) {
      // reported below, as a share out of range is
    }
    throw new ConfigException.BadValue(
        config.origin(),
        path,
        "multiengine.link."
            + path
            + " is '"
            + value
            + "'; it must be a size, for example \"1 GiB\", or a share of the largest heap from"
            + " \"1%\" to \"100%\"");
  }
}

package org.multiengine.core.link;

/**
 * The receiving side of a link. Accepts each message once and in order, although the wire may lose
 * messages and the sender may repeat them. Not safe for use by several threads.
 */
public final class ReceiveWindow {

  /** The treatment of a received message. */
  public enum Verdict {
    /** The message is the next one and must be delivered. */
    NEXT,
    /** The message was delivered before and must be acknowledged again. */
    DUPLICATE,
    /** An earlier message is missing. This message must be dropped; the sender repeats both. */
    GAP
  }

  private long received;

  /** Returns the treatment of the message of a number. The next message is then expected. */
  public Verdict accept(long sequence) {
    if (sequence <= received) {
      return Verdict.DUPLICATE;
    }
    if (sequence > received + 1) {
      return Verdict.GAP;
    }
    received = sequence;
    return Verdict.NEXT;
  }

  /**
   * Returns the number of the last message delivered. All earlier messages have been delivered,
   * too.
   */
  public long received() {
    return received;
  }
}

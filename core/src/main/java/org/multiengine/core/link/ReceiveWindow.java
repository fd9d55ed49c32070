package org.multiengine.core.link;

/**
 * The receiving side of a link: lets each message through once and in order, whatever the wire
 * loses or the sender repeats. Not safe for use by several threads.
 */
public final class ReceiveWindow {

  /** What to do with a message. */
  public enum Verdict {
    /** It is the next one: deliver it. */
    NEXT,
    /** It has been delivered before: acknowledge again. */
    DUPLICATE,
    /** One before it is missing: drop it, the sender sends both again. */
    GAP
  }

  private long received;

  /** Judges the message of that number; the next one is then expected. */
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

  /** Returns the number of the last message delivered; all before it have been, too. */
  public long received() {
    return received;
  }
}

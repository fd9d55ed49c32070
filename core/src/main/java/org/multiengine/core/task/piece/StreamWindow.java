package org.multiengine.core.task.piece;

/**
 * The bounds of a stream: on the elements that are sent and have no result, and on the results that
 * the consumer has not received. Both follow from different events, the answers of engines and the
 * calls of the consumer, so that engines have work while the consumer is slow, until the second
 * bound is reached. A result that is held back behind a slower one counts as well. Used by one
 * thread at a time.
 */
public final class StreamWindow {

  private int maxSent;
  private final long maxSentBytes;
  private int maxUndelivered;
  private int sent;
  private long sentBytes;
  private int undelivered;

  /**
   * Creates the bounds of a stream without elements.
   *
   * @param maxSent how many elements may be sent and without a result
   * @param maxSentBytes how many bytes these may hold; one element may hold more
   * @param maxUndelivered how many results may wait for the consumer
   */
  public StreamWindow(int maxSent, long maxSentBytes, int maxUndelivered) {
    check(maxSent, maxUndelivered);
    this.maxSent = maxSent;
    this.maxSentBytes = maxSentBytes;
    this.maxUndelivered = maxUndelivered;
  }

  private static void check(int maxSent, int maxUndelivered) {
    if (maxSent < 1 || maxUndelivered < 1) {
      throw new IllegalArgumentException("a stream has room for at least one element");
    }
  }

  /** Changes the bounds on elements, for example because pieces have grown. */
  public void setBounds(int newMaxSent, int newMaxUndelivered) {
    check(newMaxSent, newMaxUndelivered);
    maxSent = newMaxSent;
    maxUndelivered = newMaxUndelivered;
  }

  /** Returns how many elements may be read from the source now. */
  public int room() {
    boolean hasBytes = sent == 0 || sentBytes < maxSentBytes;
    int most = Math.min(maxSent - sent, maxUndelivered - undelivered - sent);
    boolean isFirst = sent == 0 && undelivered == 0;
    return hasBytes ? Math.max(isFirst ? 1 : 0, most) : 0;
  }

  /** Handles that elements have been sent. */
  public void sent(int elements, long bytes) {
    sent += elements;
    sentBytes += bytes;
  }

  /** Handles that the results of elements have arrived. */
  public void arrived(int elements, long bytes) {
    sent -= elements;
    sentBytes -= bytes;
    undelivered += elements;
  }

  /** Handles that the consumer has received results. */
  public void delivered(int elements) {
    undelivered -= elements;
  }

  /** Returns whether no element is under way. */
  public boolean isEmpty() {
    return sent == 0 && undelivered == 0;
  }
}

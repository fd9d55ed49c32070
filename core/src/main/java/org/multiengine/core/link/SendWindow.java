package org.multiengine.core.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.multiengine.core.QueueFull;

/**
 * The sending side of a link. Messages are numbered from 1 in the order they are offered; only so
 * many are on their way without an acknowledgement, the others wait.
 *
 * <p>The wire below drops what overflows its buffers without a word, so the credit here stays below
 * them, and what is not acknowledged in time is sent again. Not safe for use by several threads.
 *
 * @param <T> the messages
 */
public final class SendWindow<T> {

  /**
   * The limits of a window. One message alone may pass the limit of bytes in flight.
   *
   * @param inFlight how many messages may be sent and not acknowledged
   * @param inFlightBytes how many bytes they may hold together
   * @param waiting how many messages may wait for credit
   * @param waitingBytes how many bytes those may hold together
   */
  public record Limits(int inFlight, long inFlightBytes, int waiting, long waitingBytes) {}

  /**
   * A message with its number.
   *
   * @param sequence the number, from 1
   * @param message the message
   * @param size how many bytes it counts for
   */
  public record Numbered<T>(long sequence, T message, long size) {}

  private final Limits limits;
  private final Deque<Numbered<T>> inFlight = new ArrayDeque<>();
  private final Deque<Numbered<T>> waiting = new ArrayDeque<>();
  private long inFlightBytes;
  private long waitingBytes;
  private long lastSequence;

  /** Makes an empty window. */
  public SendWindow(Limits limits) {
    this.limits = limits;
  }

  /**
   * Takes messages that belong together, to be sent when there is credit. When nothing waits, as
   * many are taken as there are.
   *
   * @throws QueueFull if too much waits already; none is taken then
   */
  public void offer(List<T> messages, long sizeOfEach) {
    long size = sizeOfEach * messages.size();
    boolean full =
        !waiting.isEmpty()
            && (waiting.size() + messages.size() > limits.waiting()
                || waitingBytes + size > limits.waitingBytes());
    if (full) {
      throw new QueueFull(
          waiting.size()
              + " messages of "
              + waitingBytes
              + " bytes wait for their turn on the way to this node; wait for results first, or"
              + " raise multiengine.link.max-waiting");
    }
    add(messages, sizeOfEach);
  }

  /**
   * Takes messages that belong together however much waits. For those that somebody counts on and
   * that something accepted earlier has bounded: the answers to requests, and cancels.
   */
  public void add(List<T> messages, long sizeOfEach) {
    messages.forEach(
        message -> waiting.addLast(new Numbered<>(++lastSequence, message, sizeOfEach)));
    waitingBytes += sizeOfEach * messages.size();
  }

  /** Returns the messages there is credit for, in order, and counts them as sent. */
  public List<Numbered<T>> takeSendable() {
    List<Numbered<T>> sendable = new ArrayList<>();
    while (!waiting.isEmpty() && hasCreditFor(waiting.getFirst())) {
      Numbered<T> next = waiting.removeFirst();
      waitingBytes -= next.size();
      inFlightBytes += next.size();
      inFlight.addLast(next);
      sendable.add(next);
    }
    return sendable;
  }

  private boolean hasCreditFor(Numbered<T> next) {
    return inFlight.isEmpty()
        || (inFlight.size() < limits.inFlight()
            && inFlightBytes + next.size() <= limits.inFlightBytes());
  }

  /** Forgets the messages up to this number, which have arrived; returns whether any has. */
  public boolean acknowledge(long upTo) {
    boolean any = false;
    while (!inFlight.isEmpty() && inFlight.getFirst().sequence() <= upTo) {
      inFlightBytes -= inFlight.removeFirst().size();
      any = true;
    }
    return any;
  }

  /** Returns what has been sent and not acknowledged, in order. */
  public List<Numbered<T>> unacknowledged() {
    return List.copyOf(inFlight);
  }

  /** Returns whether messages wait for credit. */
  public boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** Returns whether nothing is sent and not acknowledged. */
  public boolean isIdle() {
    return inFlight.isEmpty();
  }
}

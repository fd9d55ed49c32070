package org.multiengine.core.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.QueueFull;

/**
 * The sending side of a link. Wire messages are numbered from 1 in the order in which they are
 * sent. A limited number may be in flight without an acknowledgement; others wait.
 *
 * <p>Small messages overtake large ones of other groups. Messages of one group keep their order.
 * Large messages are sent one after the other.
 *
 * <p>The wire silently drops messages that overflow its buffers. The credit of the window therefore
 * stays below the size of these buffers, and messages that are not acknowledged in time are sent
 * again. Not safe for use by several threads.
 *
 * @param <T> the wire messages
 */
public final class SendWindow<T> {

  private static final String MAX_WAITING = "multiengine.link.max-waiting";
  private static final String MAX_WAITING_BYTES = "multiengine.link.max-waiting-bytes";

  /** The number of small messages sent in a row while a large message waits for its turn. */
  private static final int MAX_SMALL_IN_A_ROW = 16;

  /**
   * The limits of a window. A single wire message may exceed the limit of bytes in flight.
   *
   * @param inFlight the number of wire messages that may be sent and not acknowledged
   * @param inFlightBytes the total size in bytes of these wire messages
   * @param waiting the number of messages that may wait for credit
   * @param waitingBytes the total size in bytes of the waiting messages
   */
  public record Limits(int inFlight, long inFlightBytes, int waiting, long waitingBytes) {}

  /**
   * A wire message with its number.
   *
   * @param sequence the number, from 1
   * @param message the wire message
   * @param size the size in bytes that counts for the limits
   */
  public record Numbered<T>(long sequence, T message, long size) {}

  /**
   * A large message in its queue.
   *
   * @param message the message
   * @param after the number of small messages that must be taken before this message
   */
  private record Large<T>(OutboundMessage<T> message, long after) {}

  private final Limits limits;
  private final Deque<Numbered<T>> inFlight = new ArrayDeque<>();
  private final Deque<OutboundMessage<T>> urgent = new ArrayDeque<>();
  private final Deque<OutboundMessage<T>> small = new ArrayDeque<>();
  private final Deque<Large<T>> large = new ArrayDeque<>();

  /** The messages that wait behind a large message of their group, by group. */
  private final Map<Object, Deque<OutboundMessage<T>>> behind = new HashMap<>();

  private long inFlightBytes;
  private int waiting;
  private long waitingBytes;
  private long lastSequence;
  private int smallInARow;
  private long smallTaken;

  /** Creates an empty window. */
  public SendWindow(Limits limits) {
    this.limits = limits;
  }

  /**
   * Accepts a message, which is sent when there is credit. If no other message waits, the message
   * may have any size.
   *
   * @throws QueueFull if a limit of waiting messages is exceeded; the message is not accepted
   */
  public void offer(OutboundMessage<T> message) {
    if (isFullFor(message.size())) {
      throw full();
    }
    add(message);
  }

  private QueueFull full() {
    boolean byCount = waiting >= limits.waiting();
    String setting = byCount ? MAX_WAITING : MAX_WAITING_BYTES;
    return QueueFull.of(
        setting,
        byCount ? limits.waiting() : limits.waitingBytes(),
        waiting
            + " messages of "
            + waitingBytes
            + " bytes wait to be sent to this node; wait for results first, or raise "
            + setting);
  }

  /** Returns whether a message of that size would be refused. */
  public boolean isFullFor(long size) {
    return waiting > 0
        && (waiting >= limits.waiting() || waitingBytes + size > limits.waitingBytes());
  }

  /**
   * Accepts a message regardless of the limits. For messages that must not be refused and whose
   * number is bounded elsewhere: answers to requests, and cancellations.
   */
  public void add(OutboundMessage<T> message) {
    waiting++;
    waitingBytes += message.size();
    enqueue(message);
  }

  /**
   * Accepts a message of one wire message that is sent before all others and without credit. For
   * messages whose number the peer's own credit limits.
   */
  public void addUrgent(OutboundMessage<T> message) {
    waiting++;
    waitingBytes += message.size();
    urgent.addLast(message);
  }

  private void enqueue(OutboundMessage<T> message) {
    Object group = message.group();
    Deque<OutboundMessage<T>> others = group == null ? null : behind.get(group);
    if (others != null) {
      others.addLast(message);
    } else if (message.isLarge()) {
      large.addLast(new Large<>(message, group == null ? 0 : smallTaken + small.size()));
      if (group != null) {
        behind.put(group, new ArrayDeque<>());
      }
    } else {
      small.addLast(message);
    }
  }

  /** Returns the wire messages for which there is credit, in order, and counts them as sent. */
  public List<Numbered<T>> takeSendable() {
    List<Numbered<T>> sendable = new ArrayList<>();
    OutboundMessage<T> next = next();
    while (next != null && (!urgent.isEmpty() || hasCreditFor(next.nextSize()))) {
      sendable.add(take(next));
      next = next();
    }
    return sendable;
  }

  private @Nullable OutboundMessage<T> next() {
    if (!urgent.isEmpty()) {
      return urgent.getFirst();
    }
    boolean turnOfLarge = small.isEmpty() || smallInARow >= MAX_SMALL_IN_A_ROW;
    Large<T> first = large.peekFirst();
    return turnOfLarge && first != null && first.after() <= smallTaken
        ? first.message()
        : small.peekFirst();
  }

  private Numbered<T> take(OutboundMessage<T> from) {
    smallInARow = from.isLarge() ? 0 : smallInARow + 1;
    long size = from.nextSize();
    long before = from.size();
    lastSequence++;
    var next = new Numbered<>(lastSequence, from.next(lastSequence), size);
    waitingBytes -= before - from.size();
    inFlightBytes += size;
    inFlight.addLast(next);
    if (from.isTaken()) {
      waiting--;
      if (from == urgent.peekFirst()) {
        urgent.removeFirst();
      } else if (from.isLarge()) {
        large.removeFirst();
        release(from);
      } else {
        small.removeFirst();
        smallTaken++;
      }
    }
    return next;
  }

  /**
   * Queues the messages that waited behind a large message, up to the next large message of the
   * group.
   */
  private void release(OutboundMessage<T> gone) {
    Object group = gone.group();
    Deque<OutboundMessage<T>> others = group == null ? null : behind.remove(group);
    if (others != null) {
      others.forEach(this::enqueue);
    }
  }

  private boolean hasCreditFor(long size) {
    return inFlight.isEmpty()
        || (inFlight.size() < limits.inFlight() && inFlightBytes + size <= limits.inFlightBytes());
  }

  /**
   * Removes and returns a message that has not been sent completely, if it is large or waits behind
   * a large message. Returns null if there is no such message.
   */
  public @Nullable OutboundMessage<T> withdraw(Predicate<OutboundMessage<T>> which) {
    for (Deque<OutboundMessage<T>> queue : behind.values()) {
      for (OutboundMessage<T> each : queue) {
        if (which.test(each)) {
          queue.remove(each);
          uncount(each);
          return each;
        }
      }
    }
    for (Large<T> each : large) {
      if (which.test(each.message())) {
        large.remove(each);
        uncount(each.message());
        release(each.message());
        return each.message();
      }
    }
    return null;
  }

  private void uncount(OutboundMessage<T> gone) {
    waiting--;
    waitingBytes -= gone.size();
  }

  /**
   * Removes the wire messages up to a number from those in flight. Returns whether there were any.
   */
  public boolean acknowledge(long upTo) {
    boolean any = false;
    while (!inFlight.isEmpty() && inFlight.getFirst().sequence() <= upTo) {
      inFlightBytes -= inFlight.removeFirst().size();
      any = true;
    }
    return any;
  }

  /** Returns the wire messages in flight, in order. */
  public List<Numbered<T>> unacknowledged() {
    return List.copyOf(inFlight);
  }

  /** Returns whether small messages wait for credit. */
  public boolean isBlocked() {
    OutboundMessage<T> next = next();
    return !small.isEmpty() && next != null && !hasCreditFor(next.nextSize());
  }

  /** Returns the total size in bytes of the messages that wait or are in flight. */
  public long undeliveredBytes() {
    return waitingBytes + inFlightBytes;
  }

  /** Returns whether a large message has not been sent completely. */
  public boolean isLargeWaiting() {
    return !large.isEmpty();
  }

  /** Returns whether no message waits and none is in flight. */
  public boolean isEmpty() {
    return waiting == 0 && inFlight.isEmpty();
  }

  /** Returns the number of messages that wait to be sent. */
  public int waiting() {
    return waiting;
  }

  /** Returns whether no wire message is in flight. */
  public boolean isIdle() {
    return inFlight.isEmpty();
  }
}

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
 * The sending side of a link. Messages are numbered from 1 in the order they are sent; only so many
 * are on their way without an acknowledgement, the others wait.
 *
 * <p>Small consignments pass large ones, except for those of the same group, which keep their
 * order: neither passes the other. Large ones go one after the other.
 *
 * <p>The wire below drops what overflows its buffers without a word, so the credit here stays below
 * them, and what is not acknowledged in time is sent again. Not safe for use by several threads.
 *
 * @param <T> the messages
 */
public final class SendWindow<T> {

  private static final String MAX_WAITING = "multiengine.link.max-waiting";
  private static final String MAX_WAITING_BYTES = "multiengine.link.max-waiting-bytes";

  /** How many small messages go in a row while a large consignment waits for its turn. */
  private static final int IN_A_ROW = 16;

  /**
   * The limits of a window. One message alone may pass the limit of bytes in flight.
   *
   * @param inFlight how many messages may be sent and not acknowledged
   * @param inFlightBytes how many bytes they may hold together
   * @param waiting how many consignments may wait for credit
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

  /**
   * A large consignment in its queue.
   *
   * @param after how many small ones are to be taken before it
   */
  private record Large<T>(OutboundMessage<T> consignment, long after) {}

  private final Limits limits;
  private final Deque<Numbered<T>> inFlight = new ArrayDeque<>();
  private final Deque<OutboundMessage<T>> small = new ArrayDeque<>();
  private final Deque<Large<T>> large = new ArrayDeque<>();

  /** What waits behind a large one of its group. */
  private final Map<Object, Deque<OutboundMessage<T>>> behind = new HashMap<>();

  private long inFlightBytes;
  private int waiting;
  private long waitingBytes;
  private long lastSequence;
  private int smallInARow;
  private long smallTaken;

  /** Makes an empty window. */
  public SendWindow(Limits limits) {
    this.limits = limits;
  }

  /**
   * Takes a consignment, to be sent when there is credit. When nothing waits, it may be of any
   * size.
   *
   * @throws QueueFull if too much waits already; it is not taken then
   */
  public void offer(OutboundMessage<T> consignment) {
    if (isFullFor(consignment.size())) {
      throw full();
    }
    add(consignment);
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

  /** Returns whether so much waits that a consignment of that size would be refused. */
  public boolean isFullFor(long size) {
    return waiting > 0
        && (waiting >= limits.waiting() || waitingBytes + size > limits.waitingBytes());
  }

  /**
   * Takes a consignment however much waits. For those that somebody counts on and that something
   * accepted earlier has bounded: the answers to requests, and cancels.
   */
  public void add(OutboundMessage<T> consignment) {
    waiting++;
    waitingBytes += consignment.size();
    enqueue(consignment);
  }

  private void enqueue(OutboundMessage<T> consignment) {
    Object group = consignment.group();
    Deque<OutboundMessage<T>> rest = group == null ? null : behind.get(group);
    if (rest != null) {
      rest.addLast(consignment);
    } else if (consignment.isLarge()) {
      large.addLast(new Large<>(consignment, group == null ? 0 : smallTaken + small.size()));
      if (group != null) {
        behind.put(group, new ArrayDeque<>());
      }
    } else {
      small.addLast(consignment);
    }
  }

  /** Returns the messages there is credit for, in order, and counts them as sent. */
  public List<Numbered<T>> takeSendable() {
    List<Numbered<T>> sendable = new ArrayList<>();
    OutboundMessage<T> next = next();
    while (next != null && hasCreditFor(next.nextSize())) {
      sendable.add(take(next));
      next = next();
    }
    return sendable;
  }

  private @Nullable OutboundMessage<T> next() {
    boolean turnOfLarge = small.isEmpty() || smallInARow >= IN_A_ROW;
    Large<T> first = large.peekFirst();
    return turnOfLarge && first != null && first.after() <= smallTaken
        ? first.consignment()
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
      if (from.isLarge()) {
        large.removeFirst();
        release(from);
      } else {
        small.removeFirst();
        smallTaken++;
      }
    }
    return next;
  }

  /** What waits behind a large one goes on, up to the next large one of the group. */
  private void release(OutboundMessage<T> gone) {
    Object group = gone.group();
    Deque<OutboundMessage<T>> rest = group == null ? null : behind.remove(group);
    if (rest != null) {
      rest.forEach(this::enqueue);
    }
  }

  private boolean hasCreditFor(long size) {
    return inFlight.isEmpty()
        || (inFlight.size() < limits.inFlight() && inFlightBytes + size <= limits.inFlightBytes());
  }

  /**
   * Takes back a consignment that is large, or waits behind a large one, and of which not all has
   * been sent; returns it, or null if there is none.
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
      if (which.test(each.consignment())) {
        large.remove(each);
        uncount(each.consignment());
        release(each.consignment());
        return each.consignment();
      }
    }
    return null;
  }

  private void uncount(OutboundMessage<T> gone) {
    waiting--;
    waitingBytes -= gone.size();
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

  /** Returns whether small messages wait for credit. */
  public boolean isBlocked() {
    OutboundMessage<T> next = next();
    return !small.isEmpty() && next != null && !hasCreditFor(next.nextSize());
  }

  /** Returns whether nothing waits, and nothing is sent and not acknowledged. */
  public boolean isEmpty() {
    return waiting == 0 && inFlight.isEmpty();
  }

  /** Returns how many consignments wait to be sent. */
  public int waiting() {
    return waiting;
  }

  /** Returns whether nothing is sent and not acknowledged. */
  public boolean isIdle() {
    return inFlight.isEmpty();
  }
}

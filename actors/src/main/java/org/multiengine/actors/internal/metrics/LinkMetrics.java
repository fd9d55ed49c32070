package org.multiengine.actors.internal.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BooleanSupplier;

/**
 * Meters of the links between controllers and engine nodes. Bytes are counted as the limits count
 * them: the size of texts and values plus a fixed overhead. Safe for use by several threads.
 */
public final class LinkMetrics {

  private static final String SENT = "sent";
  private static final String RECEIVED = "received";

  private final BooleanSupplier on;
  private final Counter sentMessages;
  private final Counter sentBytes;
  private final Counter receivedMessages;
  private final Counter receivedBytes;
  private final Counter retransmissions;

  LinkMetrics(MeterRegistry registry, BooleanSupplier on) {
    this.on = on;
    this.sentMessages = messages(registry, SENT);
    this.sentBytes = bytes(registry, SENT);
    this.receivedMessages = messages(registry, RECEIVED);
    this.receivedBytes = bytes(registry, RECEIVED);
    this.retransmissions =
        Counter.builder("multiengine.link.retransmissions")
            .description("Messages resent because they were not acknowledged in time")
            .register(registry);
  }

  private static Counter messages(MeterRegistry registry, String direction) {
    return Counter.builder("multiengine.link.messages")
        .description("Messages exchanged between controllers and engine nodes")
        .tag("direction", direction)
        .register(registry);
  }

  private static Counter bytes(MeterRegistry registry, String direction) {
    return Counter.builder("multiengine.link.bytes")
        .description("Bytes of texts and values exchanged between controllers and engine nodes")
        .baseUnit("bytes")
        .tag("direction", direction)
        .register(registry);
  }

  /** Returns whether messages are recorded. If not, callers can skip work such as sizing them. */
  public boolean isOn() {
    return on.getAsBoolean();
  }

  /** Counts a message that has been sent, for the first time or again. */
  public void sent(long bytes) {
    sentMessages.increment();
    sentBytes.increment((double) bytes);
  }

  /** Counts a message that has been received for the first time. */
  public void received(long bytes) {
    receivedMessages.increment();
    receivedBytes.increment((double) bytes);
  }

  /** Counts messages that are sent again. */
  public void resent(int messages) {
    retransmissions.increment(messages);
  }
}

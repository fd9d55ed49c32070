package org.multiengine.actors.internal.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BooleanSupplier;

/**
 * The meters of the links between controllers and nodes of engines. Bytes are those of texts and
 * values with a share for what is around them, as limits count them. Safe for use by several
 * threads.
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
            .description("Messages sent again as they were not acknowledged in time")
            .register(registry);
  }

  private static Counter messages(MeterRegistry registry, String direction) {
    return Counter.builder("multiengine.link.messages")
        .description("Messages between controllers and nodes of engines")
        .tag("direction", direction)
        .register(registry);
  }

  private static Counter bytes(MeterRegistry registry, String direction) {
    return Counter.builder("multiengine.link.bytes")
        .description("Texts and values between controllers and nodes of engines")
        .baseUnit("bytes")
        .tag("direction", direction)
        .register(registry);
  }

  /** Tells whether anybody wants to know; what costs something to find out is left out if not. */
  public boolean isOn() {
    return on.getAsBoolean();
  }

  /** A message has been sent, for the first time or again. */
  public void sent(long bytes) {
    sentMessages.increment();
    sentBytes.increment((double) bytes);
  }

  /** A message has been received that was not known yet. */
  public void received(long bytes) {
    receivedMessages.increment();
    receivedBytes.increment((double) bytes);
  }

  /** So many messages are sent again. */
  public void resent(int messages) {
    retransmissions.increment(messages);
  }
}

package org.multiengine.actors.internal.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Meters of the calls that the controller of this node handles. Safe for use by several threads.
 */
public final class CallMetrics {

  private final BooleanSupplier on;
  private final OutcomeTimers ended;
  private final LongAdder pending = new LongAdder();
  private volatile LongAdder waiting = new LongAdder();

  /**
   * Creates the meters.
   *
   * @param on returns whether anything is measured
   */
  public CallMetrics(MeterRegistry registry, BooleanSupplier on) {
    this.on = on;
    this.ended = new OutcomeTimers(registry, "multiengine.calls", "Duration of client calls");
    Gauge.builder("multiengine.calls.pending", pending, LongAdder::sum)
        .description("Client calls in progress")
        .register(registry);
    Gauge.builder("multiengine.calls.waiting", this, metrics -> metrics.waiting.sum())
        .description("Requests waiting in this process for capacity on their engines")
        .register(registry);
  }

  /** Sets the counter of waiting requests, which belongs to the current controller. */
  public void waitingIn(LongAdder count) {
    this.waiting = count;
  }

  /** Counts a call that has begun. */
  public void began() {
    pending.increment();
  }

  /** Counts the end of a call without recording its result and duration. */
  public void ended() {
    pending.decrement();
  }

  /**
   * Counts the end of a call and records its result and duration.
   *
   * @param nanos the duration of the call, in nanoseconds
   */
  public void ended(String method, CallResult result, long nanos) {
    ended();
    if (isOn()) {
      ended.record(method, result, nanos);
    }
  }

  /** Returns whether calls are recorded. If not, callers can skip work such as taking the time. */
  public boolean isOn() {
    return on.getAsBoolean();
  }
}

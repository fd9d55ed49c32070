package org.multiengine.actors.internal.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/** The meters of the calls a controller takes. Safe for use by several threads. */
public final class CallMetrics {

  private final BooleanSupplier on;
  private final OutcomeTimers ended;
  private final LongAdder pending = new LongAdder();
  private volatile LongAdder waiting = new LongAdder();

  CallMetrics(MeterRegistry registry, BooleanSupplier on) {
    this.on = on;
    this.ended =
        new OutcomeTimers(
            registry, "multiengine.calls", "Calls of clients of this process, until their end");
    Gauge.builder("multiengine.calls.pending", pending, LongAdder::sum)
        .description("Calls of clients of this process that have not ended")
        .register(registry);
    Gauge.builder("multiengine.calls.waiting", this, metrics -> metrics.waiting.sum())
        .description("Requests that wait in this process for room on their engines")
        .register(registry);
  }

  /** Tells where the requests are counted that wait for room, by the controller of now. */
  public void waitingIn(LongAdder count) {
    this.waiting = count;
  }

  /** A call has begun. */
  public void began() {
    pending.increment();
  }

  /** A call that had begun has ended, and nobody wants to know how. */
  public void ended() {
    pending.decrement();
  }

  /**
   * A call that had begun has ended.
   *
   * @param nanos how long it took
   */
  public void ended(String method, CallResult result, long nanos) {
    ended();
    if (isOn()) {
      ended.record(method, result, nanos);
    }
  }

  /** Tells whether anybody wants to know; what costs something to find out is left out if not. */
  public boolean isOn() {
    return on.getAsBoolean();
  }
}

package org.multiengine.actors.internal.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.multiengine.core.engine.RunListener;

/** Meters of the requests to engines of this process. Safe for use by several threads. */
public final class RequestMetrics {

  private final BooleanSupplier on;
  private final OutcomeTimers run;
  private final Map<CallResult, Counter> dropped = new EnumMap<>(CallResult.class);
  private final Counter output;
  private final LongAdder waiting = new LongAdder();
  private final LongAdder waitingBytes = new LongAdder();
  private final LongAdder busy = new LongAdder();

  RequestMetrics(MeterRegistry registry, BooleanSupplier on) {
    this.on = on;
    this.run =
        new OutcomeTimers(
            registry, "multiengine.evaluations", "Duration of requests executed by engines");
    for (CallResult result : CallResult.values()) {
      if (result != CallResult.OK) {
        dropped.put(result, dropped(registry, result));
      }
    }
    this.output =
        Counter.builder("multiengine.output.bytes")
            .description("Bytes written by requests to standard output and error")
            .baseUnit("bytes")
            .register(registry);
    Gauge.builder("multiengine.queue.requests", waiting, LongAdder::sum)
        .description("Requests waiting in engine queues")
        .register(registry);
    Gauge.builder("multiengine.queue.bytes", waitingBytes, LongAdder::sum)
        .description("Bytes of texts and values waiting in engine queues")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("multiengine.engines.busy", busy, LongAdder::sum)
        .description("Engines currently running a request")
        .register(registry);
  }

  private static Counter dropped(MeterRegistry registry, CallResult result) {
    return Counter.builder("multiengine.requests.dropped")
        .description("Requests rejected or dropped before execution")
        .tag("outcome", result.tag())
        .register(registry);
  }

  /** Records a request that has run, with its duration in microseconds. */
  public void ran(String method, CallResult result, long micros) {
    if (on.getAsBoolean()) {
      run.record(method, result, micros * 1_000);
    }
  }

  /** Counts a request that has ended without having run. */
  public void dropped(CallResult result) {
    Counter counter = dropped.get(result);
    if (counter != null && on.getAsBoolean()) {
      counter.increment();
    }
  }

  /**
   * Returns a listener that counts printed bytes and forwards all events to another listener. If
   * figures are not recorded, returns the other listener itself.
   */
  public RunListener counting(RunListener listener) {
    return on.getAsBoolean() ? new CountedOutput(listener, output) : listener;
  }

  /** Returns the share of a new engine in the queue gauges, initially zero. */
  public QueueLevel newQueue() {
    return new QueueLevel(waiting, waitingBytes, busy);
  }

  /** Counts printed bytes and forwards all events. */
  private record CountedOutput(RunListener listener, Counter output) implements RunListener {
    @Override
    public void elementsDone(int count) {
      listener.elementsDone(count);
    }

    @Override
    public void printed(boolean toStderr, byte[] bytes, int offset, int length) {
      listener.printed(toStderr, bytes, offset, length);
      output.increment(length);
    }
  }
}

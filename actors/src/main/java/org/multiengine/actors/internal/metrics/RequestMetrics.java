package org.multiengine.actors.internal.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.multiengine.core.engine.RunListener;

/** The meters of what engines of this process do. Safe for use by several threads. */
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
    this.run = new OutcomeTimers(registry, "multiengine.evaluations", "Requests that engines run");
    for (CallResult result : CallResult.values()) {
      if (result != CallResult.OK) {
        dropped.put(result, dropped(registry, result));
      }
    }
    this.output =
        Counter.builder("multiengine.output.bytes")
            .description("What requests print to standard output and error")
            .baseUnit("bytes")
            .register(registry);
    Gauge.builder("multiengine.queue.requests", waiting, LongAdder::sum)
        .description("Requests that wait in queues of engines")
        .register(registry);
    Gauge.builder("multiengine.queue.bytes", waitingBytes, LongAdder::sum)
        .description("Texts and values that wait in queues of engines")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("multiengine.engines.busy", busy, LongAdder::sum)
        .description("Engines that run a request")
        .register(registry);
  }

  private static Counter dropped(MeterRegistry registry, CallResult result) {
    return Counter.builder("multiengine.requests.dropped")
        .description("Requests that reached a node of engines and never ran")
        .tag("outcome", result.tag())
        .register(registry);
  }

  /** A request has run for so many microseconds. */
  public void ran(String method, CallResult result, long micros) {
    if (on.getAsBoolean()) {
      run.record(method, result, micros * 1_000);
    }
  }

  /** A request that an engine queues has ended without having run. */
  public void dropped(CallResult result) {
    Counter counter = dropped.get(result);
    if (counter != null && on.getAsBoolean()) {
      counter.increment();
    }
  }

  /**
   * Returns a listener that hears the same and counts what is printed, if anybody wants to know.
   */
  public RunListener counting(RunListener listener) {
    return on.getAsBoolean() ? new CountedOutput(listener, output) : listener;
  }

  /** Returns the level of one engine's queue, which counts as empty at first. */
  public QueueLevel newQueue() {
    return new QueueLevel(waiting, waitingBytes, busy);
  }

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

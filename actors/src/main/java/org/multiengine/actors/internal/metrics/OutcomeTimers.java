package org.multiengine.actors.internal.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Timers of one name, by method and result. Each is made when it is first needed, so that methods
 * nobody calls have no series. Safe for use by several threads.
 */
final class OutcomeTimers {

  /** Steps wide enough to keep the number of series small, from a local call to a long one. */
  private static final Duration[] BUCKETS =
      LongStream.of(
              500,
              1_000,
              2_500,
              5_000,
              10_000,
              25_000,
              50_000,
              100_000,
              250_000,
              500_000,
              1_000_000,
              2_500_000,
              10_000_000,
              60_000_000,
              600_000_000)
          .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
          .toArray(Duration[]::new);

  private record Key(String method, CallResult result) {}

  private final MeterRegistry registry;
  private final String name;
  private final String description;
  private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

  OutcomeTimers(MeterRegistry registry, String name, String description) {
    this.registry = registry;
    this.name = name;
    this.description = description;
  }

  void record(String method, CallResult result, long nanos) {
    timers.computeIfAbsent(new Key(method, result), this::make).record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer make(Key key) {
    return Timer.builder(name)
        .description(description)
        .tag("method", key.method())
        .tag("outcome", key.result().tag())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}

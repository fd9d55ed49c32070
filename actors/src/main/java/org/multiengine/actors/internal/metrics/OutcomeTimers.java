package org.multiengine.actors.internal.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Timers with the same name, one per method and result. A timer is created on first use, so that
 * methods that are never called have no series. Safe for use by several threads.
 */
final class OutcomeTimers {

  /** The upper bounds of the buckets. The steps are wide to keep the number of series small. */
  private static final Duration[] BUCKET_BOUNDS =
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
    timers
        .computeIfAbsent(new Key(method, result), this::create)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer create(Key key) {
    return Timer.builder(name)
        .description(description)
        .tag("method", key.method())
        .tag("outcome", key.result().tag())
        .serviceLevelObjectives(BUCKET_BOUNDS)
        .register(registry);
  }
}

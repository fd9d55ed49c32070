package org.multiengine.actors.internal.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The figures that an engine process keeps for its host. Safe for use by several threads. */
final class OwnFigures {

  /** The name of this process. A process ID would not do because a successor may reuse it. */
  private final String process = UUID.randomUUID().toString();

  private @Nullable PrometheusMeterRegistry registry;

  /** Returns the registry that holds the figures, created at the first call. */
  synchronized MeterRegistry registry() {
    PrometheusMeterRegistry known = registry;
    if (known == null) {
      known = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      known.config().commonTags("role", "engine");
      Gauge.builder("multiengine.heap.used", Runtime.getRuntime(), OwnFigures::used)
          .description("Heap memory used by engine processes")
          .baseUnit("bytes")
          .register(known);
      registry = known;
    }
    return known;
  }

  /** Returns the bytes of heap in use. */
  private static double used(Runtime runtime) {
    return runtime.totalMemory() - (double) runtime.freeMemory();
  }

  /** Returns the current figures. */
  synchronized MetricsSnapshot snapshot() {
    PrometheusMeterRegistry known = registry;
    List<Series> series =
        known == null
            ? List.of()
            : PrometheusFigures.seriesOf(known.getPrometheusRegistry().scrape());
    return new MetricsSnapshot(process, series);
  }
}

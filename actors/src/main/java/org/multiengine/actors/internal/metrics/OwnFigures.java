package org.multiengine.actors.internal.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The figures that a process of engines keeps for its host. Safe for use by several threads. */
final class OwnFigures {

  /** One process of a slot may follow another with the same process id. */
  private final String process = UUID.randomUUID().toString();

  private @Nullable PrometheusMeterRegistry registry;

  /** Returns the registry that has them, made at the first call. */
  synchronized MeterRegistry registry() {
    PrometheusMeterRegistry known = registry;
    if (known == null) {
      known = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      known.config().commonTags("role", "engine");
      Gauge.builder("multiengine.heap.used", Runtime.getRuntime(), OwnFigures::used)
          .description("Heap in use in processes of engines")
          .baseUnit("bytes")
          .register(known);
      registry = known;
    }
    return known;
  }

  private static double used(Runtime runtime) {
    return runtime.totalMemory() - (double) runtime.freeMemory();
  }

  /** Returns the figures as they are now. */
  synchronized MetricsSnapshot snapshot() {
    PrometheusMeterRegistry known = registry;
    List<Series> series =
        known == null
            ? List.of()
            : PrometheusFigures.seriesOf(known.getPrometheusRegistry().scrape());
    return new MetricsSnapshot(process, series);
  }
}

package org.multiengine.actors.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PrometheusTextTest {

  private final PrometheusMeterRegistry host = registry("host");
  private final PrometheusMeterRegistry engine = registry("engine");

  @Test
  void of_counterInBoth_isOneMetricWithARoleEach() {
    Counter.builder("a.b").description("What").register(host).increment(2);
    Counter.builder("a.b").description("What").register(engine).increment(3);

    assertThat(text())
        .containsExactly(
            "# HELP a_b_total What",
            "# TYPE a_b_total counter",
            "a_b_total{role=\"engine\"} 3.0",
            "a_b_total{role=\"host\"} 2.0");
  }

  @Test
  void of_gaugeOfEnginesOnly_isIncluded() {
    Gauge.builder("q", () -> 7).description("What").register(engine);

    assertThat(text()).containsExactly("# HELP q What", "# TYPE q gauge", "q{role=\"engine\"} 7.0");
  }

  @Test
  void of_timers_keepBucketsAndSum() {
    timer(host).record(Duration.ofMillis(50));
    timer(engine).record(Duration.ofMillis(500));
    timer(engine).record(Duration.ofMillis(1_500));

    assertThat(text())
        .contains(
            "# TYPE t_seconds histogram",
            "t_seconds_bucket{role=\"engine\",le=\"0.1\"} 0",
            "t_seconds_bucket{role=\"engine\",le=\"1.0\"} 1",
            "t_seconds_bucket{role=\"engine\",le=\"+Inf\"} 2",
            "t_seconds_count{role=\"engine\"} 2",
            "t_seconds_sum{role=\"engine\"} 2.0",
            "t_seconds_bucket{role=\"host\",le=\"0.1\"} 1",
            "t_seconds_max{role=\"engine\"} 1.5")
        .doesNotHaveDuplicates();
  }

  private List<String> text() {
    List<Series> others = PrometheusFigures.seriesOf(engine.getPrometheusRegistry().scrape());
    return new String(PrometheusText.of(host, others), StandardCharsets.UTF_8).lines().toList();
  }

  private static Timer timer(PrometheusMeterRegistry registry) {
    return Timer.builder("t")
        .serviceLevelObjectives(Duration.ofMillis(100), Duration.ofSeconds(1))
        .register(registry);
  }

  private static PrometheusMeterRegistry registry(String role) {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().commonTags("role", role);
    return registry;
  }
}

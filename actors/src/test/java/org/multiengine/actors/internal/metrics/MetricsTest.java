package org.multiengine.actors.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.multiengine.core.engine.LiveReport;
import org.multiengine.core.engine.RunListener;

final class MetricsTest {

  private final Metrics metrics = new Metrics();
  private final MeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void ended_nobodyAsked_recordsNothing() {
    call("execute", CallResult.OK);

    metrics.addTo(registry);

    assertThat(registry.find("multiengine.calls").timers()).isEmpty();
  }

  @Test
  void ended_severalCalls_areTimedByMethodAndOutcome() {
    metrics.addTo(registry);

    call("execute", CallResult.OK);
    call("execute", CallResult.OK);
    call("execute", CallResult.LOST);
    call("pull", CallResult.OK);

    var timer =
        registry.get("multiengine.calls").tags("method", "execute", "outcome", "ok").timer();
    assertThat(timer.count()).isEqualTo(2);
    assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(6);
    assertThat(registry.get("multiengine.calls").timers()).hasSize(3);
  }

  @Test
  void addTo_severalRegistries_allHaveTheFigures() {
    var other = new SimpleMeterRegistry();
    metrics.addTo(registry);
    metrics.addTo(other);

    call("execute", CallResult.OK);

    assertThat(registry.get("multiengine.calls").timer().count()).isEqualTo(1);
    assertThat(other.get("multiengine.calls").timer().count()).isEqualTo(1);
  }

  @Test
  void pending_callsBeganBefore_areCounted() {
    metrics.calls().began();
    metrics.calls().began();
    metrics.addTo(registry);

    assertThat(gauge("multiengine.calls.pending")).isEqualTo(2);
    metrics.calls().ended();
    assertThat(gauge("multiengine.calls.pending")).isEqualTo(1);
  }

  @Test
  void waiting_otherController_isItsOwn() {
    metrics.addTo(registry);
    var count = new LongAdder();
    count.add(7);

    metrics.calls().waitingIn(count);

    assertThat(gauge("multiengine.calls.waiting")).isEqualTo(7);
  }

  @Test
  void queues_severalEngines_addUp() {
    metrics.addTo(registry);
    QueueLevel first = metrics.requests().newQueue();
    QueueLevel second = metrics.requests().newQueue();

    first.now(3, 100, true);
    second.now(2, 10, true);
    second.now(1, 5, true);

    assertThat(gauge("multiengine.queue.requests")).isEqualTo(4);
    assertThat(gauge("multiengine.queue.bytes")).isEqualTo(105);
    assertThat(gauge("multiengine.engines.busy")).isEqualTo(2);
  }

  @Test
  void queue_engineEnded_isNoLongerCounted() {
    metrics.addTo(registry);
    QueueLevel queue = metrics.requests().newQueue();
    queue.now(3, 100, true);

    queue.end();

    assertThat(gauge("multiengine.queue.requests")).isZero();
    assertThat(gauge("multiengine.queue.bytes")).isZero();
    assertThat(gauge("multiengine.engines.busy")).isZero();
  }

  @Test
  void counting_printed_countsAndPassesOn() {
    metrics.addTo(registry);
    var live = new LiveReport(100);
    RunListener listener = metrics.requests().counting(live);

    listener.printed(false, "hello".getBytes(StandardCharsets.UTF_8), 1, 3);
    listener.elementsDone(9);

    assertThat(registry.get("multiengine.output.bytes").counter().count()).isEqualTo(3);
    assertThat(live.take(true))
        .hasToString("Report[elementsDone=9, printed=[Printed[toStderr=false, text=ell]]]");
  }

  @Test
  void counting_nobodyAsked_isTheListenerItself() {
    RunListener listener = RunListener.silent();

    assertThat(metrics.requests().counting(listener)).isSameAs(listener);
  }

  @Test
  void snapshot_notKept_isEmpty() {
    metrics.addTo(registry);
    call("execute", CallResult.OK);

    assertThat(metrics.snapshot().series()).isEmpty();
  }

  @Test
  void snapshot_kept_hasFiguresOfEngines() {
    metrics.keepFigures();
    metrics.requests().ran("execute", CallResult.OK, 1_500_000);
    metrics.requests().dropped(CallResult.DROPPED);

    assertThat(metrics.snapshot().series())
        .anySatisfy(
            series -> {
              assertThat(series.name()).isEqualTo("multiengine_evaluations_seconds");
              assertThat(series.kind()).isEqualTo(Series.Kind.HISTOGRAM);
              assertThat(series.labels())
                  .containsExactly("method", "execute", "outcome", "ok", "role", "engine");
              assertThat(series.values().get(0)).isEqualTo(1.5);
            })
        .anySatisfy(
            series -> {
              assertThat(series.name()).isEqualTo("multiengine_requests_dropped");
              assertThat(series.labels()).contains("dropped");
              assertThat(series.values()).containsExactly(1.0);
            })
        .anySatisfy(
            series -> {
              assertThat(series.name()).isEqualTo("multiengine_heap_used_bytes");
              assertThat(series.values().get(0)).isPositive();
            });
  }

  @Test
  void snapshot_twice_isOfTheSameProcess() {
    assertThat(metrics.snapshot().process()).isEqualTo(metrics.snapshot().process()).isNotEmpty();
    assertThat(metrics.snapshot().process()).isNotEqualTo(new Metrics().snapshot().process());
  }

  private void call(String method, CallResult result) {
    metrics.calls().began();
    metrics.calls().ended(method, result, 3_000_000);
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }
}

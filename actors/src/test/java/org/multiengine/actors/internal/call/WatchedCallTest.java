package org.multiengine.actors.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.metrics.CallMetrics;
import org.multiengine.core.Targets;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.request.Question;

final class WatchedCallTest {

  private final RecordingObserver observer = new RecordingObserver();

  private CallObserver watched(boolean metersFail) {
    var metrics =
        new CallMetrics(
            new SimpleMeterRegistry(),
            () -> {
              if (metersFail) {
                throw new IllegalStateException("a meter fails");
              }
              return true;
            });
    var submit =
        new Controller.Submit(
            new CallId("ann", 1),
            Targets.all(),
            List.of(new Question.Keys()),
            CallOptions.DEFAULT,
            observer);
    return WatchedCall.of(submit, metrics);
  }

  @Test
  void completed_metersFail_reachesTheObserver() {
    watched(true).completed(List.of());

    assertThat(observer.completions).containsExactly(List.of());
  }

  @Test
  void rejected_metersFail_reachesTheObserver() {
    var error = new KernelError("refused");

    watched(true).rejected(error);

    assertThat(observer.rejections).containsExactly(error);
  }

  @Test
  void completed_metersWork_reachesTheObserver() {
    watched(false).completed(List.of());

    assertThat(observer.completions).containsExactly(List.of());
  }
}

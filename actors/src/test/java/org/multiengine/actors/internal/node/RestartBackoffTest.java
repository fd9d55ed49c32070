package org.multiengine.actors.internal.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.core.identity.EngineId;

final class RestartBackoffTest {

  private static final EngineId ENGINE = new EngineId(3);

  private long nanos = Long.MAX_VALUE - 5; // a clock of nanoseconds may pass its largest number
  private final RestartBackoff backoff =
      new RestartBackoff(
          new MultiengineSettings.RestartSettings(Duration.ofNanos(10), Duration.ofNanos(35)),
          () -> nanos);

  private void assertWait(long wait) {
    backoff.failed(ENGINE);
    nanos += wait - 1;
    assertThat(backoff.mayStart(ENGINE)).isFalse();
    nanos++;
    assertThat(backoff.mayStart(ENGINE)).isTrue();
  }

  @Test
  void mayStart_neverFailed_isTrue() {
    assertThat(backoff.mayStart(ENGINE)).isTrue();
  }

  @Test
  void failed_againAndAgain_waitsTwiceAsLongUpToALimit() {
    assertWait(10);
    assertWait(20);
    assertWait(35);
    assertWait(35);
  }

  @Test
  void failed_otherEngine_mayStart() {
    backoff.failed(ENGINE);

    assertThat(backoff.mayStart(new EngineId(4))).isTrue();
  }

  @Test
  void retain_otherEngines_leavesNoneAlone() {
    backoff.failed(ENGINE);

    backoff.retain(Set.of(new EngineId(4)));

    assertThat(backoff.isAnyPaused()).isFalse();
  }

  @Test
  void started_failsLater_waitsTheLeast() {
    assertWait(10);
    backoff.started(ENGINE);

    assertWait(10);
  }
}

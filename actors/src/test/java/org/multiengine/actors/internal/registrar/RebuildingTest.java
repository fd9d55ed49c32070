package org.multiengine.actors.internal.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RebuildingTest {

  private final Rebuilding rebuilding = new Rebuilding(List.of("a", "b"));

  @Test
  void isDone_noNodes_isTrueAtOnce() {
    assertThat(new Rebuilding(List.of()).isDone()).isTrue();
  }

  @Test
  void isDone_allNodesHaveReported_isTrue() {
    rebuilding.reported("a");
    rebuilding.reported("a");
    assertThat(rebuilding.isDone()).isFalse();

    rebuilding.reported("b");

    assertThat(rebuilding.isDone()).isTrue();
  }

  @Test
  void isDone_twoIntervalsHavePassed_isTrue() {
    rebuilding.intervalPassed();
    assertThat(rebuilding.isDone()).isFalse();

    rebuilding.intervalPassed();

    assertThat(rebuilding.isDone()).isTrue();
  }

  @Test
  void whenDone_nodesAreAwaited_runsLaterAndOnce() {
    var runs = new AtomicInteger();
    rebuilding.whenDone(runs::incrementAndGet);
    rebuilding.runWaiting();
    assertThat(runs).hasValue(0);

    rebuilding.reported("a");
    rebuilding.reported("b");
    rebuilding.runWaiting();
    rebuilding.runWaiting();

    assertThat(runs).hasValue(1);
  }
}

package org.multiengine.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Outcome;

final class ReplyBatcherTest {

  private static final String LINK = "link";

  /** An answer that holds a number of bytes. */
  private record Answer(int place, Outcome outcome, boolean ran, long size) implements PartAnswer {
    @Override
    public @Nullable FailureMark failureMark() {
      return null;
    }
  }

  private final ReplyBatcher<String, Answer> batcher = new ReplyBatcher<>();
  private final List<ReplyBatcher.Batch<String, Answer>> taken = new ArrayList<>();

  @Test
  void put_lastOfTheCall_isDueWithTheOthers() {
    expect(1, 0, 1);

    put(1, 1);
    assertThat(batcher.areDue()).isFalse();
    put(1, 0);

    assertThat(batcher.areDue()).isTrue();
    taken.addAll(batcher.takeDue());
    assertThat(places()).containsExactly(List.of(1, 0));
    assertThat(batcher.areKept()).isFalse();
  }

  @Test
  void put_oneOfSeveral_isKept() {
    expect(1, 0, 1);

    put(1, 0);

    assertThat(batcher.areKept()).isTrue();
    taken.addAll(batcher.takeDue());
    assertThat(taken).isEmpty();
    taken.addAll(batcher.takeKept());
    assertThat(places()).containsExactly(List.of(0));
  }

  @Test
  void put_afterSomeWereTaken_completesTheCall() {
    expect(1, 0, 1);
    put(1, 0);
    taken.addAll(batcher.takeKept());

    put(1, 1);
    taken.addAll(batcher.takeDue());

    assertThat(places()).containsExactly(List.of(0), List.of(1));
  }

  @Test
  void put_manyOfTheCall_areDueBeforeTheLast() {
    expect(1, IntStream.rangeClosed(0, ReplyBatcher.MAX_BATCH_ANSWERS).toArray());

    IntStream.range(0, ReplyBatcher.MAX_BATCH_ANSWERS - 1).forEach(place -> put(1, place));
    assertThat(batcher.areDue()).isFalse();
    put(1, ReplyBatcher.MAX_BATCH_ANSWERS - 1);

    assertThat(batcher.areDue()).isTrue();
    assertThat(batcher.areKept()).isFalse();
  }

  @Test
  void put_large_isNotKept() {
    expect(1, 0, 1);
    var large = new Answer(0, new Outcome.Done(), true, ReplyBatcher.MAX_KEPT_ANSWER_BYTES);

    batcher.put(new CallId("ann", 1), large);

    assertThat(batcher.areDue()).isTrue();
  }

  @Test
  void put_notAwaited_isDropped() {
    put(1, 0);
    expect(1, 0);
    put(1, 1);

    assertThat(batcher.areDue()).isFalse();
    assertThat(batcher.areKept()).isFalse();
  }

  @Test
  void put_twice_isTakenOnce() {
    expect(1, 0, 1);

    put(1, 0);
    put(1, 0);
    put(1, 1);
    taken.addAll(batcher.takeDue());

    assertThat(places()).containsExactly(List.of(0, 1));
  }

  @Test
  void of_engine_returnsItsOpenParts() {
    expect(1, 0, 1);
    expect(2, 1);
    put(1, 1);

    assertThat(batcher.of("life-101")).isEqualTo(Map.of(part(2, 1), new EngineId(101)));
  }

  @Test
  void linkOf_answered_isNone() {
    expect(1, 0);
    assertThat(batcher.linkOf(part(1, 0))).isSameAs(LINK);

    put(1, 0);

    assertThat(batcher.linkOf(part(1, 0))).isNull();
  }

  @Test
  void linkGone_awaitedParts_areForgotten() {
    expect(1, 0);
    expect(2, 0, 1);
    put(1, 0);
    put(2, 0);

    batcher.linkGone(LINK);

    assertThat(batcher.areDue()).isFalse();
    assertThat(batcher.areKept()).isFalse();
    assertThat(batcher.of("life-101")).isEmpty();
  }

  private void expect(long call, int... places) {
    for (int place : places) {
      var life = new EngineLife(new EngineId(100 + place), "life-" + (100 + place));
      batcher.expect(LINK, part(call, place), life);
    }
  }

  private void put(long call, int place) {
    batcher.put(new CallId("ann", call), new Answer(place, new Outcome.Done(), true, 1));
  }

  private List<List<Integer>> places() {
    return taken.stream()
        .map(answers -> answers.answers().stream().map(Answer::place).toList())
        .toList();
  }

  private static PartId part(long call, int place) {
    return new PartId(new CallId("ann", call), place);
  }
}

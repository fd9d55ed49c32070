package org.multiengine.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TaskOptionsTest {

  private static void assertRefused(TaskOptions.Builder options, String message) {
    assertThatThrownBy(options::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void build_contradictions_areRefused() {
    String once = "a task that runs at most once is not run again";
    assertRefused(TaskOptions.builder().atMostOnce().retry(Retry.times(1)), once);
    assertRefused(TaskOptions.builder().atMostOnce().retry(Retry.lost(1)), once);
    assertRefused(TaskOptions.builder().atMostOnce().idempotent(), once);
    assertRefused(TaskOptions.builder().priority(101), "between -100 and 100");
    assertRefused(TaskOptions.builder().limit(Duration.ZERO), "a limit is longer than 0");
    assertRefused(
        TaskOptions.builder().deadline(Duration.ofMillis(-1)), "a deadline is longer than 0");
  }

  @Test
  void toBuilder_changes_leaveTheOriginal() {
    TaskOptions named = TaskOptions.builder().name("sweep").build();
    TaskOptions urgent = named.toBuilder().priority(7).build();

    assertThat(urgent.name()).isEqualTo("sweep");
    assertThat(named.priority()).isZero();
    assertThat(TaskOptions.builder().build()).isEqualTo(TaskOptions.defaults());
  }

  @Test
  void retriesAfterLoss_idempotent_isAtLeastTwo() {
    assertThat(TaskOptions.defaults().retriesAfterLoss()).isZero();
    assertThat(TaskOptions.builder().idempotent().build().retriesAfterLoss()).isEqualTo(2);
    assertThat(TaskOptions.builder().idempotent().retry(Retry.lost(5)).build().retriesAfterLoss())
        .isEqualTo(5);
  }

  @Test
  void retry_names_decideWhatIsCovered() {
    Retry some = Retry.times(1).onlyOn("IOException").neverOn("ValueError");

    assertThat(some.covers("IOException")).isTrue();
    assertThat(some.covers("ValueError")).isFalse();
    assertThat(some.covers("OtherError")).isFalse();
    assertThat(Retry.times(1).covers("OtherError")).isTrue();
    assertThat(Retry.times(1).coversTimeout()).isFalse();
    assertThat(some.onlyOn("TaskTimeout").coversTimeout()).isTrue();
    assertThatThrownBy(() -> Retry.times(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void dependency_withoutTaskOrEnd_isRefused() {
    assertThatThrownBy(() -> Dependency.success(new TaskId[0]))
        .hasMessageContaining("at least one task");
    assertThatThrownBy(() -> new Dependency(Set.of(new TaskId("ann", 1)), true, false, false))
        .hasMessageContaining("never met");
  }

  @Test
  void needs_traitsOfAProcess_areCompared() {
    var needs = new TaskNeeds(null, Set.of("gpu"), Map.of("memory", 2.0), "");

    assertThat(needs.areMetBy(NodeTraits.none())).isFalse();
    assertThat(needs.areMetBy(new NodeTraits(Set.of("gpu"), Map.of("memory", 1.0)))).isFalse();
    assertThat(needs.areMetBy(new NodeTraits(Set.of("gpu", "ssd"), Map.of("memory", 2.0))))
        .isTrue();
    assertThatThrownBy(() -> new TaskNeeds(null, Set.of(), Map.of("memory", 0.0), ""))
        .hasMessageContaining("more than 0");
  }

  @Test
  void state_ends_areEnds() {
    assertThat(TaskState.values())
        .filteredOn(state -> !state.isEnd())
        .containsExactly(TaskState.WAITING, TaskState.SENT, TaskState.RUNNING);
    assertThat(TaskState.TIMED_OUT.label()).isEqualTo("timed out");
  }
}

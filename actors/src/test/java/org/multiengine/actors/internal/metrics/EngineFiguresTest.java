package org.multiengine.actors.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EngineFiguresTest {

  private static final List<String> LABELS = List.of("role", "engine");

  private final EngineFigures figures = new EngineFigures();

  @Test
  void sums_severalSlots_addsUp() {
    answered("a", "1", count(3), level(10));
    answered("b", "2", count(4), level(20));

    assertThat(figures.sums()).containsExactlyInAnyOrder(count(7), level(30));
  }

  @Test
  void sums_maximum_isTheGreatest() {
    answered("a", "1", maximum(3));
    answered("b", "2", maximum(2));

    assertThat(figures.sums()).containsExactly(maximum(3));
  }

  @Test
  void sums_histograms_addsUpEachBucket() {
    answered("a", "1", histogram(1.5, 1, 2));
    answered("b", "2", histogram(0.5, 10, 20));

    assertThat(figures.sums()).containsExactly(histogram(2, 11, 22));
  }

  @Test
  void answered_again_takesTheLatest() {
    answered("a", "1", count(3), level(10));
    answered("a", "1", count(5), level(2));

    assertThat(figures.sums()).containsExactlyInAnyOrder(count(5), level(2));
  }

  @Test
  void answered_newProcess_keepsWhatTheOldOneCounted() {
    answered("a", "1", count(3), histogram(1, 2, 3), level(10), maximum(9));
    answered("a", "2", count(1), histogram(1, 1, 0), level(1), maximum(1));

    assertThat(figures.sums())
        .containsExactlyInAnyOrder(count(4), histogram(2, 3, 3), level(1), maximum(1));
  }

  @Test
  void answered_processAfterProcess_neverGoesBack() {
    for (int process = 1; process <= 5; process++) {
      answered("a", "process " + process, count(0));
      answered("a", "process " + process, count(2));
    }

    assertThat(figures.sums()).containsExactly(count(10));
  }

  @Test
  void silent_countsStay_levelsDoNot() {
    answered("a", "1", count(3), level(10));

    figures.silent("a");

    assertThat(figures.sums()).containsExactly(count(3));
  }

  @Test
  void retain_slotWasRemoved_keepsItsCountsInTheSums() {
    answered("a", "1", count(3), level(10));
    answered("a", "2", count(1), level(10));
    answered("b", "3", count(4), level(20));

    figures.retain(Set.of("b"));
    figures.retain(Set.of("b"));

    assertThat(figures.sums()).containsExactlyInAnyOrder(count(8), level(20));
    assertThat(figures.bySlot()).hasSize(2);
  }

  @Test
  void answered_afterSilence_isCountedOnce() {
    answered("a", "1", count(3));
    figures.silent("a");

    answered("a", "1", count(4), level(1));

    assertThat(figures.sums()).containsExactlyInAnyOrder(count(4), level(1));
  }

  @Test
  void silent_neverKnown_addsNothing() {
    figures.silent("a");

    assertThat(figures.sums()).isEmpty();
    assertThat(figures.bySlot()).isEmpty();
  }

  @Test
  void bySlot_severalProcesses_namesEach() {
    answered("a", "1", count(3));
    answered("a", "2", count(1));
    answered("b", "3", count(5));

    assertThat(figures.bySlot())
        .containsExactly(count(4).with("slot", "a"), count(5).with("slot", "b"));
  }

  @Test
  void sums_otherBuckets_areNotMixed() {
    var other = new Series("h", "", Series.Kind.HISTOGRAM, LABELS, List.of(7.0), List.of(1.0, 1.0));
    answered("a", "1", histogram(1, 2, 3));
    answered("a", "2", other);

    assertThat(figures.sums()).containsExactly(other);
  }

  private void answered(String slot, String process, Series... series) {
    figures.answered(slot, new MetricsSnapshot(process, List.of(series)));
  }

  private static Series count(double value) {
    return new Series("c", "", Series.Kind.COUNTER, LABELS, List.of(), List.of(value));
  }

  private static Series level(double value) {
    return new Series("g", "", Series.Kind.GAUGE, LABELS, List.of(), List.of(value));
  }

  private static Series maximum(double value) {
    return new Series("g_max", "", Series.Kind.MAXIMUM, LABELS, List.of(), List.of(value));
  }

  private static Series histogram(double sum, double low, double high) {
    return new Series(
        "h", "", Series.Kind.HISTOGRAM, LABELS, List.of(0.1, 1.0), List.of(sum, low, high));
  }
}

package org.multiengine.bench.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RowTest {

  private static final long MILLISECOND = 1_000_000;

  private static Row row(Work work, long... nanos) {
    return Row.of(work, "us", List.of(nanos));
  }

  @Test
  void quantile_ofOneValue_isIt() {
    assertThat(Row.quantile(new long[] {7}, 0.99)).isEqualTo(7);
  }

  @Test
  void quantile_unsorted_isTheNearestRank() {
    assertThat(Row.quantile(new long[] {5, 1, 4, 2, 3}, 0.5)).isEqualTo(3);
    assertThat(Row.quantile(new long[] {5, 1, 4, 2, 3}, 0.99)).isEqualTo(5);
  }

  @Test
  void of_severalRounds_spreadIsOfTheirMedians() {
    Row row =
        Row.of(
            Work.CALL_ONE,
            "us",
            List.of(
                new long[] {MILLISECOND, MILLISECOND, 9 * MILLISECOND},
                new long[] {2 * MILLISECOND, 3 * MILLISECOND, 4 * MILLISECOND}));

    assertThat(row.runs()).isEqualTo(6);
    assertThat(row.best()).isEqualTo(1);
    assertThat(row.worst()).isEqualTo(3);
    assertThat(row.median()).isEqualTo(2);
    assertThat(row.rare()).isEqualTo(9);
  }

  @Test
  void of_rate_isHigherForLessTime() {
    assertThat(row(Work.PIPELINED_ONE, 100 * MILLISECOND).median()).isEqualTo(20_000);
  }

  @Test
  void timesAsGood_lessTime_isAboveOne() {
    Row slow = row(Work.CALL_ONE, 4 * MILLISECOND);
    Row fast = row(Work.CALL_ONE, MILLISECOND);

    assertThat(slow.timesAsGood(fast)).isEqualTo(4);
    assertThat(fast.timesAsGood(slow)).isEqualTo(0.25);
  }

  @Test
  void timesAsGood_higherRate_isAboveOne() {
    Row slow = row(Work.PUSH_80, 400 * MILLISECOND);
    Row fast = row(Work.PUSH_80, 100 * MILLISECOND);

    assertThat(slow.timesAsGood(fast)).isEqualTo(4);
  }
}

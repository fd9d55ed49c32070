package org.multiengine.client.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.multiengine.client.internal.machine.ProcessState;

final class StuckProcessesTest {

  private static final LocalTime NOON = LocalTime.NOON;
  private static final String STOPPED_AT_NOON =
      "its process has made no progress since 12:00:00; it is stopped";

  private final StuckProcesses processes = new StuckProcesses(Duration.ofSeconds(10));

  private static StuckProcesses.Seen seen(String slot, long pid, long cpuMillis) {
    return new StuckProcesses.Seen(slot, pid, Duration.ofMillis(cpuMillis), ProcessState.STOPPED);
  }

  /** Looks at processes some seconds after noon. */
  private Map<String, String> check(int seconds, StuckProcesses.Seen... now) {
    return processes.check(List.of(now), seconds * 1_000_000_000L, NOON.plusSeconds(seconds));
  }

  @Test
  void check_usesProcessorTime_reportsNothing() {
    for (int second = 0; second < 100; second++) {
      assertThat(check(second, seen("a", 1, 10L * second))).isEmpty();
    }
  }

  @Test
  void check_usesNone_isReportedAgainAndAgainWithTheSameTime() {
    assertThat(check(0, seen("a", 1, 70), seen("b", 2, 70))).isEmpty();
    assertThat(check(10, seen("a", 1, 70), seen("b", 2, 80))).isEmpty();

    assertThat(check(11, seen("a", 1, 70), seen("b", 2, 80)))
        .isEqualTo(Map.of("a", STOPPED_AT_NOON));
    assertThat(check(12, seen("a", 1, 70), seen("b", 2, 90)))
        .isEqualTo(Map.of("a", STOPPED_AT_NOON));
  }

  @Test
  void check_goesOn_isReportedUntilThatIsRecorded() {
    check(0, seen("a", 1, 70));
    check(11, seen("a", 1, 70));

    Map<String, String> report = check(12, seen("a", 1, 80));

    assertThat(report).isEqualTo(Map.of("a", ""));
    assertThat(check(13, seen("a", 1, 90))).isEqualTo(report);
    processes.recorded(report);
    assertThat(check(14, seen("a", 1, 100))).isEmpty();
  }

  @Test
  void check_isStuckAgainBeforeTheRestIsRecorded_isReportedAsStuck() {
    check(0, seen("a", 1, 70));
    check(11, seen("a", 1, 70));
    Map<String, String> report = check(12, seen("a", 1, 80));

    Map<String, String> again = check(23, seen("a", 1, 80));

    assertThat(again)
        .isEqualTo(Map.of("a", "its process has made no progress since 12:00:12; it is stopped"));
    processes.recorded(report);
    assertThat(check(24, seen("a", 1, 80))).isEqualTo(again);
  }

  @Test
  void check_processHasEnded_isNotReportedAnyLonger() {
    check(0, seen("a", 1, 70));
    check(11, seen("a", 1, 70));

    assertThat(check(12)).isEmpty();
  }

  @Test
  void check_nextProcessOfTheSlot_beginsAnew() {
    check(0, seen("a", 1, 70));
    check(11, seen("a", 1, 70));

    assertThat(check(12, seen("a", 2, 70))).isEqualTo(Map.of("a", ""));
    assertThat(check(22, seen("a", 2, 70))).isEqualTo(Map.of("a", ""));
    assertThat(check(23, seen("a", 2, 70))).containsKey("a").doesNotContainValue("");
  }
}

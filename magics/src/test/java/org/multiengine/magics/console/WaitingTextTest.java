package org.multiengine.magics.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiengine.client.Progress;
import org.multiengine.client.Transferred;
import org.multiengine.core.identity.EngineId;

final class WaitingTextTest {

  @Test
  void ofElements_half_hasHalfABar() {
    assertThat(
            WaitingText.ofElements(new Progress(500, 1000), Duration.ofSeconds(10), Map.of())
                .withBar())
        .isEqualTo("[##########----------] 500 of 1000 elements, 50/s, 10 s left");
  }

  @Test
  void ofElements_noneYet_doesNotGuessWhatIsLeft() {
    assertThat(
            WaitingText.ofElements(new Progress(0, 1000), Duration.ofSeconds(3), Map.of())
                .withBar())
        .isEqualTo("[--------------------] 0 of 1000 elements, 0/s");
  }

  @Test
  void ofElements_all_fillTheBar() {
    assertThat(WaitingText.ofElements(new Progress(3, 3), Duration.ZERO, Map.of()).withBar())
        .startsWith("[####################] 3 of 3 elements")
        .contains(", 0 s left");
  }

  @Test
  void ofElements_moreThanAll_fillTheBar() {
    assertThat(
            WaitingText.ofElements(new Progress(7, 3), Duration.ofSeconds(1), Map.of()).withBar())
        .startsWith("[####################] 7 of 3");
  }

  @Test
  void ofElements_slow_saysMinutes() {
    assertThat(
            WaitingText.ofElements(new Progress(1, 100), Duration.ofSeconds(1), Map.of()).withBar())
        .contains("1/s, 1 min 39 s left");
  }

  @Test
  void ofTransfer_half_hasHalfABarAndTheRate() {
    var half = new Transferred(200_000_000, 400_000_000);

    assertThat(WaitingText.ofTransfer(half, Duration.ofSeconds(4)).withBar())
        .isEqualTo("[##########----------] 200 of 400 MB, 50 MB/s");
  }

  @Test
  void ofEngines_nothingKnown_saysHowLong() {
    assertThat(
            WaitingText.ofEngines(
                    new Progress(0, 0), Duration.ofSeconds(75), List.of(), "", Map.of())
                .withBar())
        .isEqualTo("waiting 1 min 15 s");
  }

  @Test
  void ofEngines_someRun_saysWhatAndWhoHasEnded() {
    assertThat(
            WaitingText.ofEngines(
                    new Progress(2, 4),
                    Duration.ofSeconds(3),
                    List.of(0, 3),
                    "execute(x = 1\ny = 2)",
                    Map.of())
                .withBar())
        .isEqualTo(
            "[##########----------] 2 of 4 engines, waiting 3 s for engines 0, 3: execute(x = 1");
  }

  @Test
  void ofEngines_someFailed_saysWhoAndWhy() {
    Map<EngineId, String> failures = new LinkedHashMap<>();
    failures.put(new EngineId(1), "EngineLost: engine 1 was lost");

    assertThat(
            WaitingText.ofEngines(
                    new Progress(1, 2), Duration.ofSeconds(10), List.of(0), "execute(x)", failures)
                .withBar())
        .isEqualTo(
            "[##########----------] 1 of 2 engines, waiting 10 s for engine 0, 1 failed (engine 1"
                + " EngineLost): execute(x)");

    failures.put(new EngineId(2), "NameError: x");
    assertThat(
            WaitingText.ofElements(new Progress(0, 9), Duration.ofSeconds(3), failures).withBar())
        .endsWith(" elements, 0/s, 2 failed (engine 1 EngineLost ...)");
  }

  @Test
  void engines_one_isNamed() {
    assertThat(WaitingText.engines(List.of(2))).isEqualTo("engine 2");
  }

  @Test
  void engines_eight_areAllNamed() {
    assertThat(WaitingText.engines(IntStream.range(0, 8).boxed().toList()))
        .isEqualTo("engines 0, 1, 2, 3, 4, 5, 6, 7");
  }

  @Test
  void engines_nine_areCounted() {
    assertThat(WaitingText.engines(IntStream.range(0, 9).boxed().toList()))
        .isEqualTo("engines 0, 1, 2, 3, 4, 5, 6, 7 and 1 more");
  }
}

package org.multiengine.client.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class StartWavesTest {

  private static final int SECONDS = 1_000_000_000;

  private final StartWaves waves = new StartWaves(2, Duration.ofSeconds(10));
  private final Set<String> ready = new HashSet<>();
  private final Map<String, Long> cpuSeconds = new TreeMap<>();
  private long seconds;

  private void add(String... slots) {
    for (String slot : slots) {
      waves.add(new StartWaves.Start(slot, 1));
    }
  }

  private List<String> next() {
    List<String> slots = new ArrayList<>();
    waves.next(this::look).forEach(start -> slots.add(start.slot()));
    return slots;
  }

  private StartWaves.State look(StartWaves.Start start) {
    var starting = new TreeMap<String, Long>();
    if (cpuSeconds.containsKey(start.slot())) {
      starting.put(start.slot(), cpuSeconds.get(start.slot()));
    }
    return new StartWaves.State(
        ready.contains(start.slot()), new StartProgress(0, starting, seconds * SECONDS));
  }

  @Test
  void next_moreThanTheLimit_beginsTheFirst() {
    add("a", "b", "c");

    assertThat(next()).containsExactly("a", "b");
    assertThat(next()).isEmpty();
  }

  @Test
  void next_enginesAreReady_beginsAnother() {
    add("a", "b", "c", "d");
    next();

    ready.add("b");

    assertThat(next()).containsExactly("c");
    assertThat(next()).isEmpty();
  }

  @Test
  void next_processHasEnded_beginsAnother() {
    add("a", "b", "c");
    next();

    waves.ended("a");

    assertThat(next()).containsExactly("c");
  }

  @Test
  void next_startMakesNoProgress_beginsAnotherAfterAWhile() {
    add("a", "b", "c");
    next();
    seconds = 9;
    assertThat(next()).isEmpty();

    seconds = 10;

    assertThat(next()).containsExactly("c");
  }

  @Test
  void next_startUsesProcessorTime_waitsForIt() {
    add("a", "b", "c");
    next();
    for (seconds = 1; seconds < 100; seconds++) {
      cpuSeconds.put("a", seconds);
      cpuSeconds.put("b", seconds);
      assertThat(next()).isEmpty();
    }

    seconds += 10;

    assertThat(next()).containsExactly("c");
  }

  @Test
  void next_earlierProcessOfTheSlotWasReady_waitsForTheNewOne() {
    ready.add("a");
    add("a", "b", "c");
    next();
    assertThat(next()).isEmpty();

    ready.remove("a");
    assertThat(next()).isEmpty();
    ready.add("a");

    assertThat(next()).containsExactly("c");
  }

  @Test
  void isBusy_untilTheLastIsReady_is() {
    assertThat(waves.isBusy()).isFalse();
    add("a");
    assertThat(waves.isBusy()).isTrue();
    next();
    assertThat(waves.isBusy()).isTrue();

    ready.add("a");
    next();

    assertThat(waves.isBusy()).isFalse();
  }

  @Test
  void close_someWait_beginsNoOther() {
    add("a", "b", "c");
    next();

    waves.close();
    waves.ended("a");

    assertThat(next()).isEmpty();
  }
}

package org.multiengine.client.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SlotEndsTest {

  private static final Duration WAIT = Duration.ofSeconds(1);

  private final SlotEnds ends =
      new SlotEnds(new RestartRule.Limits(WAIT, WAIT, 1, Duration.ofMinutes(10)));

  /** Ends a process as often as it is restarted, and once more. */
  private void giveUp(String slot) {
    while (ends.restartWait(slot, 0).isPresent()) {
      ends.record(slot, "ended");
    }
    ends.record(slot, "ended for good");
  }

  @Test
  void describe_severalEnds_namesTheLatestOfEachSlot() {
    ends.record("a", "first");
    ends.record("b", "other");
    ends.record("a", "second");

    assertThat(ends.describe()).isEqualTo("\n    slot a: second\n    slot b: other");
  }

  @Test
  void givenUp_enginesLeftTheRegistryAfterTheLastEnd_isTheSlot() {
    giveUp("a");
    assertThat(ends.givenUp(Set.of("a"))).isEmpty();

    assertThat(ends.givenUp(Set.of())).containsExactly("a");
  }

  @Test
  void givenUp_slotThatIsRestarted_isNot() {
    ends.restartWait("a", 0);
    ends.givenUp(Set.of("a"));

    assertThat(ends.givenUp(Set.of())).isEmpty();
  }

  @Test
  void givenUp_enginesNeverRegistered_isNot() {
    giveUp("a");

    assertThat(ends.givenUp(Set.of())).isEmpty();
    assertThat(ends.describe()).contains("ended for good");
  }

  @Test
  void forget_slot_keepsNothingOfIt() {
    giveUp("a");
    ends.givenUp(Set.of("a"));

    ends.forget("a");

    assertThat(ends.size()).isZero();
    assertThat(ends.givenUp(Set.of())).isEmpty();
  }
}

package org.multiengine.core.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TimersTest {

  private final Timers timers = new Timers();
  private final List<String> log = new ArrayList<>();

  private Timers.Timer add(long at, String text) {
    return timers.schedule(at, now -> log.add(text + " at " + now));
  }

  @Test
  void run_dueActions_areCarriedOutInTheOrderOfTheirTimes() {
    add(20, "second");
    add(10, "first");
    add(20, "third");
    add(30, "later");

    timers.run(25);

    assertThat(log).containsExactly("first at 25", "second at 25", "third at 25");
    assertThat(timers.next()).hasValue(30);
  }

  @Test
  void run_actionAddsADueOne_isCarriedOutToo() {
    timers.schedule(1, now -> add(now, "added"));

    timers.run(5);

    assertThat(log).containsExactly("added at 5");
  }

  @Test
  void cancel_action_leavesNothingBehind() {
    Timers.Timer timer = add(10, "cancelled");
    timers.cancel(timer);
    timers.cancel(timer);
    timers.cancel(null);
    timers.run(10);

    assertThat(log).isEmpty();
    assertThat(timers.size()).isZero();
  }

  @Test
  void run_timesThatOverflow_areComparedByDifference() {
    add(Long.MIN_VALUE + 5, "after");
    add(Long.MAX_VALUE - 5, "before");

    timers.run(Long.MAX_VALUE);

    assertThat(log).containsExactly("before at " + Long.MAX_VALUE);
  }
}

package org.multiengine.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.clock.Clocks;
import org.multiengine.core.clock.StartTime;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Request;

final class EngineStatsTest {

  private static final Instant NOON = Instant.parse("2024-02-29T12:00:00Z");
  private static final int PREFIX = "execute('".length();

  private final AtomicLong seconds = new AtomicLong();
  private final StartTime since =
      new Clocks(() -> NOON.plusSeconds(2), () -> 1_000_000_000L * seconds.get()).start();
  private final EngineQueue queue = new EngineQueue(10, 1_000);
  private final EngineStats stats = new EngineStats(PREFIX + 4, NOON);

  @Test
  void tell_idle_isOfThisProcess() {
    EngineInfo.Stats reported = stats.now(queue, since);

    assertThat(reported.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(reported.memory().usedBytes()).isPositive();
    assertThat(reported.memory().maxBytes()).isEqualTo(Runtime.getRuntime().maxMemory());
    assertThat(reported.running()).isNull();
    assertThat(reported.waiting()).isZero();
  }

  @Test
  void tell_later_keepsTheStart() {
    seconds.set(60);

    assertThat(stats.now(queue, since).started()).isEqualTo(NOON);
  }

  @Test
  void tell_running_saysWhatSinceWhenAndForHowLong() {
    run("a");
    add("b");
    add("c");
    seconds.set(10);

    EngineInfo.Stats reported = stats.now(queue, since);

    assertThat(reported.running())
        .isEqualTo(
            new EngineInfo.Running("execute('a')", NOON.plusSeconds(2), Duration.ofSeconds(10)));
    assertThat(reported.waiting()).isEqualTo(2);
  }

  @Test
  void tell_textOfTheGreatestLength_isWhole() {
    run("ab");

    assertThat(text()).isEqualTo("execute('ab')");
  }

  @Test
  void tell_longerText_isCutAtTheLimit() {
    run("abc");

    assertThat(text()).isEqualTo("execute('abc'...");
  }

  @Test
  void tell_characterOfTwoUnitsAtTheLimit_isNotSplit() {
    run("abc\ud83d\ude00");

    assertThat(text()).isEqualTo("execute('abc...");
  }

  private String text() {
    EngineInfo.Running running = stats.now(queue, since).running();
    return running == null ? "nothing runs" : running.text();
  }

  private void run(String code) {
    add(code);
    queue.startNext();
  }

  private void add(String code) {
    queue.add(
        new QueuedRequest(
            new PartId(new CallId("ann", 1), 0), new Request.Execute(code), false, false, 0));
  }
}

package org.multiengine.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiengine.core.clock.LogInterval;

final class OpeningsTest {

  private final List<String> lines = new ArrayList<>();
  private long now = Long.MAX_VALUE;
  private final Openings openings =
      new Openings(2, new End(), (level, line) -> lines.add(level + " " + line), () -> now);

  private Openings.Begun begun() {
    Openings.Begun opening = openings.create("10.0.0.9:7");
    opening.begin();
    return opening;
  }

  @Test
  void failed_manyWithinAMinute_areLoggedOnce() {
    for (int time = 0; time < 1_000; time++) {
      begun().failed("TLS failed: no record");
    }
    now += LogInterval.MIN_INTERVAL.toNanos();
    begun().failed("TLS failed: no record");

    assertThat(lines)
        .containsExactly(
            "INFO no connection with 10.0.0.9:7: TLS failed: no record",
            "INFO no connection with 10.0.0.9:7: TLS failed: no record"
                + " (1000 such connections since the last line)");
    assertThat(openings.count()).isZero();
  }

  @Test
  void failed_certificateAmongOthers_isLogged() {
    begun().failed("TLS failed: no record");
    begun().failed("the other end has no certificate");

    assertThat(lines).hasSize(2);
  }

  @Test
  void refuse_atTheLimit_logsOnce() {
    begun();
    Openings.Begun second = begun();

    assertThat(openings.refuse("10.0.0.8:7")).isTrue();
    assertThat(openings.refuse("10.0.0.8:7")).isTrue();
    assertThat(lines)
        .containsExactly(
            "WARN no connection with 10.0.0.8:7: 2 connections are in their handshakes");

    second.failed("closed");
    assertThat(openings.refuse("10.0.0.8:7")).isFalse();
  }

  @Test
  void failed_twice_countsOnce() {
    begun();
    Openings.Begun second = begun();

    second.failed("closed");
    second.failed("closed");

    assertThat(openings.count()).isEqualTo(1);
  }
}

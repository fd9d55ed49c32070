package org.multiengine.magics.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.QueueStatus;
import org.multiengine.core.identity.EngineId;

final class LiveStatusTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final StringWriter out = new StringWriter();

  private Thread show(LocalCluster cluster, boolean terminal) {
    var status = new LiveStatus(new PrintWriter(out, true), terminal);
    cluster.onEngines(status);
    var thread =
        new Thread(
            () -> {
              try {
                status.showUntilClosed(cluster);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    return thread;
  }

  private void awaitShown(String text) {
    Awaitility.await().atMost(LIMIT).until(() -> out.toString().contains(text));
  }

  @Test
  void describe_someBusy_countsThemAndWhatWaits() {
    var idle = new QueueStatus(new EngineId(0), null, List.of());
    var busy = new QueueStatus(new EngineId(1), "execute('a')", List.of("keys()", "keys()"));

    assertThat(LiveStatus.describe(List.of(idle, busy)))
        .isEqualTo("2 engines: 1 idle, 1 busy, 2 requests waiting");
    assertThat(LiveStatus.describe(List.of(idle)))
        .isEqualTo("1 engine: 1 idle, 0 busy, 0 requests waiting");
  }

  @Test
  void show_onATerminal_redrawsALine() throws Exception {
    LocalCluster cluster = LocalCluster.start(2);
    try (MultiEngineClient mec = cluster.connect()) {
      Thread shown = show(cluster, true);
      awaitShown("\r2 engines: 2 idle, 0 busy, 0 requests waiting");

      mec.engines(1).kill();

      awaitShown("engine 1 was removed\n");
      awaitShown("\r1 engine: 1 idle, 0 busy, 0 requests waiting");
      cluster.close();
      shown.join(LIMIT.toMillis());
      assertThat(shown.isAlive()).isFalse();
    } finally {
      cluster.close();
    }
  }

  @Test
  void show_withoutATerminal_hasLinesOnEventsOnly() throws Exception {
    LocalCluster cluster = LocalCluster.start(2);
    try (MultiEngineClient mec = cluster.connect()) {
      Thread shown = show(cluster, false);
      mec.engines(1).kill();
      awaitShown("engine 1 was removed");

      cluster.close();

      shown.join(LIMIT.toMillis());
      String time = "\\d\\d:\\d\\d:\\d\\d ";
      assertThat(out.toString())
          .matches("(" + time + "engine \\d is ready\\R)*" + time + "engine 1 was removed\\R");
    } finally {
      cluster.close();
    }
  }
}

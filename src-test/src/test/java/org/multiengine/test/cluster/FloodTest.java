package org.multiengine.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.ResultList;
import org.multiengine.test.support.Clusters;
import org.multiengine.test.support.Gate;

/** Tests an engine that prints 256 MiB; {@code -Dflood.mebibytes=1024} prints more. */
final class FloodTest {

  private static final int MEBIBYTES = Integer.getInteger("flood.mebibytes", 256);
  private static final int KEPT = 1 << 20;

  private static LocalCluster cluster;

  private Path folder;

  @BeforeEach
  void useFolder(@TempDir Path ofCase) {
    folder = ofCase;
  }

  @BeforeAll
  static void start() {
    cluster = Clusters.processes(2, "-Xmx256m").start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static String flood(int mebibytes) {
    return "line = ('x' * 1023 + '\\n').getBytes(); "
        + ("for (int i = 0; i < " + mebibytes * 1024 + "; i++) { ")
        + "System.out.write(line, 0, line.length) }; ";
  }

  @Test
  void output_aFlood_isCutAndOtherCallsGoOn() throws Exception {
    var gate = new Gate(folder.resolve("gate"));
    try (MultiEngineClient mec = cluster.connect()) {
      var heard = new AtomicLong();
      PendingResult<ResultList> pending =
          mec.engines(0)
              .executeAsync(flood(MEBIBYTES / 2) + gate.pass() + "; " + flood(MEBIBYTES / 2))
              .onOutput((engine, text, toStderr) -> heard.addAndGet(text.length()));

      assertThat(mec.engines(1).execute("print 'others go on'").get(0).stdout())
          .isEqualTo("others go on");
      assertThat(mec.queueStatus().get(0).pending()).startsWith("execute(");
      assertThat(mec.engines(0).keys().get(0)).contains("id");
      assertThat(pending.isDone()).isFalse();
      gate.open();

      String kept = pending.get(Duration.ofSeconds(80)).get(0).stdout();
      long dropped = ((long) MEBIBYTES << 20) - KEPT;
      assertThat(kept)
          .endsWith("\n... output cut: " + KEPT + " bytes kept, " + dropped + " dropped\n");
      assertThat(kept.length()).isLessThan(KEPT + 100);
      assertThat(heard.get()).isPositive().isLessThan((long) MEBIBYTES << 20);
      assertThat(mec.pull(List.of("id"))).containsExactly(List.of(0), List.of(1));
    }
  }
}

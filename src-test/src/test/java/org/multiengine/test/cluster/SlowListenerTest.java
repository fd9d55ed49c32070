package org.multiengine.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.ResultList;
import org.multiengine.test.support.Gate;

/** Tests a listener that is slower than its engine prints, with a small buffer. */
final class SlowListenerTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String NOTE = "\n[... output not shown: ";

  @Test
  void output_aboveTheSettingsLimit_isDroppedWithANote(@TempDir Path folder) throws Exception {
    try (LocalCluster cluster =
            LocalCluster.builder()
                .engines(1)
                .setting("multiengine.client.max-unheard-characters", "1000")
                .start();
        MultiEngineClient mec = cluster.connect()) {
      var gate = new Gate(folder.resolve("gate"));
      var goOn = new CountDownLatch(1);
      List<String> heard = new CopyOnWriteArrayList<>();

      PendingResult<ResultList> pending =
          mec.executeAsync(
                  "print 'first'; "
                      + gate.pass()
                      + "; for (i in 1..20) { print 'x'*400; sleep 60 }")
              .onOutput(
                  (engine, text, toStderr) -> {
                    heard.add(text);
                    await(goOn);
                  });
      Awaitility.await().atMost(LIMIT).until(() -> !heard.isEmpty());
      gate.open();
      mec.execute("print 'behind it'");
      assertThat(heard).containsExactly("first");
      goOn.countDown();
      pending.get(LIMIT);

      assertThat(heard.get(1)).startsWith(NOTE).endsWith(" characters]\n");
      long notShown = Long.parseLong(heard.get(1).replaceAll("\\D", ""));
      List<String> rest = heard.subList(2, heard.size());
      long shown = rest.stream().mapToLong(String::length).sum();
      assertThat(rest).isNotEmpty();
      assertThat(shown).isBetween(1L, 1000L);
      assertThat(heard.get(0).length() + notShown + shown).isEqualTo("first".length() + 20 * 400);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

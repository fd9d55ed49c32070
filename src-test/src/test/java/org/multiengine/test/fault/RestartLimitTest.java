package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.EngineEvent;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.EngineInfo;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Clusters;

/** Tests engine processes that are not started again. */
@Tag("fault")
@Tag("long")
@Timeout(240)
final class RestartLimitTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final List<EngineEvent> events = new CopyOnWriteArrayList<>();

  private void await(EngineEvent.Kind kind, String text) {
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> events.stream().anyMatch(e -> e.kind() == kind && e.detail().contains(text)));
  }

  @Test
  void process_endsAtEveryStart_isGivenUpWithTheRemedy(@TempDir Path folder) throws Exception {
    Path doom = folder.resolve("doom");
    Path starts = folder.resolve("starts");
    Path script =
        Files.writeString(
            folder.resolve("setup.groovy"),
            "new File('"
                + starts
                + "') << 's'\nif (new File('"
                + doom
                + "').exists()) {\n"
                + "  println 'doomed'\n"
                + "  Runtime.getMethod('halt', int).invoke(Runtime.getRuntime(), 7)\n}");
    try (LocalCluster cluster =
            Clusters.processes(1)
                .startupScript(script)
                .setting("multiengine.host.restart.max-restarts", "2")
                .setting("multiengine.host.restart.min-wait", "10ms")
                .start();
        MultiEngineClient mec = cluster.connect()) {
      cluster.onEngines(events::add);
      Files.writeString(doom, "die");

      Children.kill(cluster.pids().get(0));

      await(EngineEvent.Kind.LOST, "not restarted: limit of");
      EngineInfo engine = mec.enginesAsync().get(LIMIT).get(0);
      assertThat(engine.state()).isEqualTo(EngineInfo.State.LOST);
      assertThat(engine.detail())
          .contains("ended with exit status 7 at ")
          .contains("limit of 2 restarts in 600 s reached (multiengine.host.restart)")
          .contains("its last lines: doomed");
      assertThat(starts).hasContent("sss");

      assertThat(mec.removeLost()).containsExactly(0);
      Awaitility.await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(mec.enginesAsync().get(LIMIT)).isEmpty());
      assertThat(mec.removeLost()).isEmpty();
    }
  }

  @Test
  void process_whoseEnginesWereRemoved_isNotStartedAgainAndOthersStartWithoutTheirs()
      throws Exception {
    try (LocalCluster cluster =
            Clusters.processes(4)
                .enginesPerProcess(2)
                .setting("multiengine.host.restart.min-wait", "10ms")
                .start();
        MultiEngineClient mec = cluster.connect()) {
      cluster.onEngines(events::add);
      List<Long> pids = mec.apply(engine -> ProcessHandle.current().pid());
      List<Integer> ofFirst =
          mec.ids().stream().filter(id -> pids.get(id).equals(pids.get(0))).toList();
      List<Integer> ofOther = mec.ids().stream().filter(id -> !ofFirst.contains(id)).toList();
      assertThat(ofOther).hasSize(2);
      mec.engines(ofOther.get(0), ofOther.get(1)).kill();
      mec.engines(0).kill();
      Children.awaitGone(List.of(pids.get(ofOther.get(0))));

      Children.kill(pids.get(0));

      await(EngineEvent.Kind.RESTARTED, "");
      assertThat(mec.ids()).containsExactly(ofFirst.get(1));
      assertThat(cluster.pids()).hasSize(2).filteredOn(Children::isAlive).hasSize(1);
    }
  }
}

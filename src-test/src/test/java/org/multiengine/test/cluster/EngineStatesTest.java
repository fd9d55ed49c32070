package org.multiengine.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.EngineInfo.State;
import org.multiengine.core.EngineInfoList;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Clusters;

/**
 * Tests the states of engines whose processes stop or end. The tests end the engines of one
 * cluster, one after the other.
 */
@TestMethodOrder(OrderAnnotation.class)
final class EngineStatesTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static LocalCluster cluster;
  private static MultiEngineClient mec;

  @BeforeAll
  static void start() {
    cluster =
        Clusters.processes(4, "-Xmx100m")
            .setting("multiengine.client.info-wait", "5s")
            .setting("multiengine.call.cancel-grace", "200ms")
            .setting("multiengine.host.restart.max-restarts", "0")
            .start();
    mec = cluster.connect();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static EngineInfoList ask() throws Exception {
    return mec.enginesAsync().get(LIMIT);
  }

  private static long pidOf(EngineInfo engine) {
    return Objects.requireNonNull(engine.stats(), engine::toString).pid();
  }

  private static List<State> states(EngineInfoList engines) {
    return engines.stream().map(EngineInfo::state).toList();
  }

  @Test
  @Order(1)
  void engines_inProcesses_haveProcessesNodesAndHeapsOfTheirOwn() throws Exception {
    EngineInfoList engines = ask();

    assertThat(engines)
        .extracting(EngineStatesTest::pidOf)
        .containsExactlyInAnyOrderElementsOf(cluster.pids())
        .doesNotHaveDuplicates();
    assertThat(engines).extracting(EngineInfo::node).doesNotHaveDuplicates();
    assertThat(engines.rows())
        .allSatisfy(row -> assertThat(row.get(4)).matches("[0-9.]+ MiB/(9[0-9]|100) MiB"));
  }

  @Test
  @Order(2)
  void engines_processStopped_areSilentUntilItContinues() throws Exception {
    long pid = pidOf(ask().get(3));
    Children.signal("STOP", pid);
    EngineInfoList engines;
    try {
      engines = ask();
    } finally {
      Children.signal("CONT", pid);
    }

    assertThat(states(engines)).containsExactly(State.IDLE, State.IDLE, State.IDLE, State.SILENT);
    assertThat(engines.get(3).detail()).contains("has not answered in time");
    Awaitility.await().atMost(LIMIT).until(() -> states(ask()).get(3) == State.IDLE);
  }

  @Test
  @Order(3)
  void engines_processKilledWhileTheyAreAsked_areLostOrStillThere() throws Exception {
    long pid = pidOf(ask().get(3));
    PendingResult<?> running = mec.engines(3).executeAsync("while (true) {}");

    Children.kill(pid);

    Awaitility.await()
        .atMost(LIMIT)
        .until(
            () -> {
              EngineInfoList engines = ask();
              assertThat(states(engines).subList(0, 3)).containsOnly(State.IDLE);
              return engines.get(3).state() == State.LOST;
            });
    assertThat(running.isDone() || !mec.ids().contains(3)).isTrue();
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(ask().get(3).detail())
                    .contains("process " + pid + " was killed by signal 9"));
  }

  @Test
  @Order(4)
  void engines_killedForGood_areThereNoMore() {
    mec.engines(1).kill();

    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(ask())
                    .extracting(engine -> engine.engine().value())
                    .containsExactly(0, 2, 3));
  }

  @Test
  @Order(5)
  void engines_noneLeft_listTheLostOne() {
    mec.engines(0, 2).kill();

    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(states(ask())).containsExactly(State.LOST));
  }
}

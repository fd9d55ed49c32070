package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.client.EngineEvent;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.NoEnginesRegistered;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Clusters;
import org.multiengine.test.support.Gate;

/** Tests removing engines, and ending clusters by a client (reference, 8.3). */
final class KillTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Path folder;

  @BeforeEach
  void useFolder(@TempDir Path ofCase) {
    folder = ofCase;
  }

  static Stream<Named<Supplier<LocalCluster>>> clusters() {
    return Stream.of(
        Named.of("embedded", () -> LocalCluster.start(3)),
        Named.of("processes", () -> Clusters.processes(3).start()));
  }

  private static void assertLost(PendingResult<?> pending) {
    CompositeError error = catchThrowableOfType(CompositeError.class, () -> pending.get(LIMIT));
    assertThat(error.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.engine().value()).isEqualTo(1);
              assertThat(entry.error()).isInstanceOf(EngineLost.class);
            });
  }

  @Test
  void kill_engine_isReportedToRegisteredListenersOnly() {
    List<EngineEvent> heard = new CopyOnWriteArrayList<>();
    try (LocalCluster cluster = LocalCluster.start(2);
        MultiEngineClient mec = cluster.connect()) {
      mec.onEngines(heard::add);
      mec.onEngines(event -> heard.add(event)).close();

      mec.engines(1).kill();

      Awaitility.await().atMost(LIMIT).until(() -> !heard.isEmpty());
      assertThat(heard).containsExactly(new EngineEvent(1, EngineEvent.Kind.REMOVED, ""));
    }
  }

  @ParameterizedTest
  @MethodSource("clusters")
  void kill_busyEngine_failsItsCallsAndLeavesTheOthers(Supplier<LocalCluster> start)
      throws Exception {
    var gate = new Gate(folder.resolve("gate"));
    try (LocalCluster cluster = start.get();
        MultiEngineClient mec = cluster.connect();
        MultiEngineClient other = cluster.connect()) {
      var running = mec.executeAsync("a = id; if (id == 1) { " + gate.pass() + " }");
      var waiting = other.engines(1).executeAsync("b = 1");
      Awaitility.await().atMost(LIMIT).until(() -> !other.queueStatus().get(1).queue().isEmpty());

      mec.engines(1).kill();

      assertLost(running);
      assertLost(waiting);
      Awaitility.await().atMost(LIMIT).until(() -> other.ids().equals(List.of(0, 2)));
      assertThat(other.pull("a")).containsExactly(0, 2);
      assertThatExceptionOfType(InvalidEngineID.class)
          .isThrownBy(() -> mec.engines(1).execute("a = 1"));
    } finally {
      gate.open();
    }
  }

  @Test
  void kill_lastEngineOfAProcess_endsIt() {
    try (LocalCluster cluster = Clusters.processes(2).start();
        MultiEngineClient mec = cluster.connect()) {
      List<Long> pids = cluster.pids();
      Object pid = mec.engines(1).apply(engine -> ProcessHandle.current().pid()).get(0);

      mec.engines(1).kill();

      Children.awaitGone(List.of((Long) pid));
      assertThat(pids.stream().filter(Children::isAlive)).hasSize(1);
      assertThat(mec.execute("print id").get(0).stdout()).isEqualTo("0");
    }
  }

  @Test
  void kill_processStandsStillAndTheCallIsGivenUp_engineIsGoneOnceItGoesOn() throws Exception {
    try (LocalCluster cluster = Clusters.processes(2).start();
        MultiEngineClient mec = cluster.connect()) {
      long pid = mec.engines(1).apply(engine -> ProcessHandle.current().pid()).get(0);
      Children.signal("STOP", pid);
      PendingResult<?> kill = mec.engines(1).withTimeout(Duration.ofMillis(500)).killAsync();
      assertThatExceptionOfType(KernelError.class).isThrownBy(() -> kill.get(LIMIT));

      Children.signal("CONT", pid);

      Children.awaitGone(List.of(pid));
      Awaitility.await().atMost(LIMIT).until(() -> mec.ids().equals(List.of(0)));
      assertThat(mec.engines()).hasSize(1);
    }
  }

  @Test
  void kill_allEngines_leavesNone() {
    try (LocalCluster cluster = LocalCluster.start(2);
        MultiEngineClient mec = cluster.connect()) {
      mec.kill();

      Awaitility.await().atMost(LIMIT).until(() -> mec.ids().isEmpty());
      assertThatExceptionOfType(NoEnginesRegistered.class)
          .isThrownBy(() -> mec.execute("a = 1"))
          .withMessageContaining("There are no engines registered");
      assertThat(mec.size()).isZero();
    }
  }

  @Test
  void kill_controller_endsTheClusterAndItsProcesses() {
    LocalCluster cluster = Clusters.processes(2).start();
    try (MultiEngineClient mec = cluster.connect()) {
      List<Long> pids = cluster.pids();
      PendingResult<?> running = mec.executeAsync("while (true) {}");

      mec.kill(true);

      assertThatExceptionOfType(KernelError.class).isThrownBy(() -> running.get(LIMIT));
      Children.awaitGone(pids);
      Awaitility.await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThatExceptionOfType(KernelError.class)
                      .isThrownBy(() -> mec.execute("a = 1"))
                      .withMessageContaining("closed"));
    } finally {
      cluster.close();
    }
  }

  @Test
  void kill_notController_removesEnginesOnly() {
    try (LocalCluster cluster = LocalCluster.start(2);
        MultiEngineClient mec = cluster.connect()) {
      mec.engines(0).kill(false);

      Awaitility.await().atMost(LIMIT).until(() -> mec.ids().equals(List.of(1)));
      assertThat(mec.execute("print id").get(0).stdout()).isEqualTo("1");
    }
  }
}

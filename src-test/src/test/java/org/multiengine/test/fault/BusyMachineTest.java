package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.client.EngineEvent;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.EngineLost;
import org.multiengine.magics.command.Main;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Clusters;
import org.multiengine.test.support.HostProcess;
import org.multiengine.test.support.PipedRun;
import org.multiengine.test.support.PublishedCluster;

/** Tests a cluster of processes on a machine whose cores are all busy with other work. */
@Tag("fault")
@Tag("long")
@Timeout(1200)
final class BusyMachineTest {

  private static final int ENGINES = 4;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** How long the engines compute. */
  private static final int COMPUTED_SECONDS = Integer.getInteger("busy.seconds", 60);

  private final List<Process> loops = new ArrayList<>();

  @AfterEach
  void endLoops() {
    loops.forEach(Process::destroyForcibly);
  }

  private void begin(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      loops.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void cluster_besideBusyLoops_startsComputesAndLosesNoEngine(int busy) throws Exception {
    List<EngineEvent> events = new CopyOnWriteArrayList<>();
    begin(busy);

    try (LocalCluster cluster = Clusters.processes(ENGINES).start();
        MultiEngineClient mec = cluster.connect()) {
      cluster.onEngines(events::add);
      String compute =
          "end = System.nanoTime() + "
              + COMPUTED_SECONDS
              + "L * 1_000_000_000L; n = 0L; while (System.nanoTime() < end) { n++ }; n > 0";

      assertThat(mec.executeAsync(compute).get(LIMIT)).hasSize(ENGINES);

      assertThat(events).isEmpty();
      assertThat(mec.ids()).hasSize(ENGINES);
      long pid = PublishedCluster.pidOf(mec, 0);
      PendingResult<ResultList> running = mec.engines(0).executeAsync(compute);
      Children.kill(pid);
      CompositeError lost = catchThrowableOfType(CompositeError.class, () -> running.get(LIMIT));
      assertThat(lost.entries()).singleElement().satisfies(BusyMachineTest::isKilled);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void commands_besideBusyLoops_areServed(int busy, @TempDir Path home) throws Exception {
    begin(busy);

    try (HostProcess host = HostProcess.launch(home, "-n", "" + ENGINES)) {
      Awaitility.await().atMost(LIMIT).until(() -> Files.exists(host.connectionFile()));
      PipedRun exec = command(home, "", "exec", "println id * 10");
      assertThat(exec.status()).as(exec.errors()).isZero();
      assertThat(exec.output().lines())
          .containsExactlyInAnyOrder("[0] 0", "[1] 10", "[2] 20", "[3] 30");
      PipedRun console = command(home, "mec.ids()\n", "console");
      assertThat(console.status()).as(console.errors()).isZero();
      assertThat(console.output()).contains("[0, 1, 2, 3]");
      assertThat(host.stop()).isEqualTo(128 + 15);
    }
  }

  private static PipedRun command(Path home, String input, String... arguments) throws Exception {
    ProcessBuilder program = Children.java(Main.class.getName(), arguments);
    program.environment().put("MULTIENGINE_HOME", home.toString());
    return PipedRun.of(program, input);
  }

  private static void isKilled(CompositeError.Entry entry) {
    assertThat(entry.error()).isInstanceOf(EngineLost.class).hasMessageContaining("signal 9");
  }
}

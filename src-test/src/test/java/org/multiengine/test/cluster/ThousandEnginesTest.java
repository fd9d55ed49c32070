package org.multiengine.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.EngineRestarted;
import org.multiengine.core.error.KernelError;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Clusters;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.FaultClock;

/** Tests a thousand engines in four processes. One of the processes is killed, then all of them. */
@Tag("fault")
@Tag("long")
@Timeout(600)
@TestMethodOrder(OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // the first test starts the cluster
final class ThousandEnginesTest {

  private static final int ENGINES = 1_000;
  private static final int PER_PROCESS = 250;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final List<Integer> ALL = IntStream.range(0, ENGINES).boxed().toList();

  /** What is running when processes are killed. */
  private static final String RUN = "while (true) { sleep 50 }";

  private static LocalCluster cluster;
  private static MultiEngineClient mec;

  @AfterAll
  static void stop() {
    mec.close();
    List<Long> last = cluster.pids();
    cluster.close();
    assertThat(last).hasSize(ENGINES / PER_PROCESS).noneMatch(Children::isAlive);
  }

  @Test
  @Order(1)
  @Fault(value = "7.1 start of 1,000 engines in 4 processes", outcome = "all known")
  void start_thousandEngines_areAllKnown(FaultClock clock) {
    clock.start();
    cluster = Clusters.processes(ENGINES).enginesPerProcess(PER_PROCESS).start();
    mec = cluster.connect();
    clock.serving();

    assertThat(mec.ids()).isEqualTo(ALL);
    List<Long> pids = mec.apply(engine -> ProcessHandle.current().pid());
    assertThat(new HashSet<>(pids)).hasSize(ENGINES / PER_PROCESS);
  }

  @Test
  @Order(2)
  @Fault(value = "7.2 a first text on all of 1,000 engines", outcome = "1,000 results")
  void execute_firstText_runsOnAll(FaultClock clock) {
    executeOnAll(clock);
  }

  @Test
  @Order(3)
  @Fault(value = "7.3 the same text again", outcome = "1,000 results")
  void execute_sameTextAgain_runsOnAll(FaultClock clock) {
    executeOnAll(clock);
  }

  @Test
  @Order(4)
  @Fault(
      value = "7.4 kill -9 of one of these processes",
      outcome = "250 times EngineLost; the others' results are there")
  void process_killed_losesItsEnginesUntilTheyAreStartedAgain(FaultClock clock) throws Exception {
    List<Long> pids = mec.apply(engine -> ProcessHandle.current().pid());
    Set<Integer> theirs = new HashSet<>(ALL);
    theirs.removeIf(id -> !pids.get(id).equals(pids.get(0)));
    assertThat(theirs).hasSize(PER_PROCESS);
    PendingResult<?> call =
        mec.executeAsync("if (ProcessHandle.current().pid() == " + pids.get(0) + ") " + RUN);
    awaitRunning(0);
    clock.start();

    Children.kill(pids.get(0));

    assertRestarted(call, PER_PROCESS, clock);
  }

  @Test
  @Order(5)
  @Fault(
      value = "7.5 kill -9 of all engine processes of the host",
      outcome = "1,000 times EngineLost; all known again")
  void processes_allKilled_loseAllEnginesUntilTheyAreStartedAgain(FaultClock clock)
      throws Exception {
    PendingResult<?> call = mec.executeAsync(RUN);
    awaitRunning(ENGINES - 1);
    clock.start();

    for (long pid : cluster.pids()) {
      Children.kill(pid);
    }

    assertRestarted(call, ENGINES, clock);
  }

  private static void executeOnAll(FaultClock clock) {
    clock.start();
    ResultList results = mec.execute("a = id");
    clock.known();

    assertThat(results).hasSize(ENGINES);
  }

  private static void awaitRunning(int engine) {
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> mec.engines(engine).queueStatus().get(0).pending() != null);
  }

  private static void assertRestarted(PendingResult<?> call, int engines, FaultClock clock) {
    assertThat(failures(call)).hasSize(engines).hasOnlyElementsOfType(EngineLost.class);
    clock.known();
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(10, TimeUnit.MILLISECONDS)
        .until(() -> mec.ids().equals(ALL));
    clock.serving();
    assertThat(failures(mec.executeAsync("b = id")))
        .hasSize(engines)
        .hasOnlyElementsOfType(EngineRestarted.class);
    assertThat(mec.execute("b = id")).hasSize(ENGINES);
  }

  private static List<? extends KernelError> failures(PendingResult<?> call) {
    CompositeError error = catchThrowableOfType(CompositeError.class, () -> call.get(LIMIT));
    return error.entries().stream().map(CompositeError.Entry::error).toList();
  }
}

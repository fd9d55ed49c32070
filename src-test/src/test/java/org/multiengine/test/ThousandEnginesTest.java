package org.multiengine.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.EngineRestarted;
import org.multiengine.core.error.KernelError;

/** A thousand engines in four processes, which are killed: first one of them, then all at once. */
@Tag("fault")
@Tag("long")
@Timeout(600)
final class ThousandEnginesTest {

  private static final int ENGINES = 1_000;
  private static final int PER_PROCESS = 250;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final List<Integer> ALL = IntStream.range(0, ENGINES).boxed().toList();

  /** What is running when processes are killed. */
  private static final String RUN = "while (true) { sleep 50 }";

  private static void report(
      String fault, String outcome, @Nullable Duration known, @Nullable Duration serves)
      throws IOException {
    FaultReport.add(fault, new FaultReport.Row(outcome, known, serves));
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private static List<? extends KernelError> failures(PendingResult<?> call) {
    CompositeError error = catchThrowableOfType(CompositeError.class, () -> call.get(LIMIT));
    return error.entries().stream().map(CompositeError.Entry::error).toList();
  }

  private static void awaitAll(MultiEngineClient mec) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(10, TimeUnit.MILLISECONDS)
        .until(() -> mec.ids().equals(ALL));
  }

  @Test
  void thousandEngines_processesKilled_areAllKnownAgain() throws Exception {
    List<Long> last;
    long begin = System.nanoTime();
    try (LocalCluster cluster = Clusters.processes(ENGINES).enginesPerProcess(PER_PROCESS).start();
        MultiEngineClient mec = cluster.connect()) {
      report("7.1 start of 1,000 engines in 4 processes", "all known", null, since(begin));
      assertThat(mec.ids()).isEqualTo(ALL);
      executeOnAll(mec);
      List<Long> pids = mec.apply(engine -> ProcessHandle.current().pid());
      assertThat(new HashSet<>(pids)).hasSize(ENGINES / PER_PROCESS);

      killOne(mec, pids);
      killAll(mec, cluster.pids());
      last = cluster.pids();
    }
    assertThat(last).hasSize(ENGINES / PER_PROCESS).noneMatch(Children::isAlive);
  }

  private static void executeOnAll(MultiEngineClient mec) throws IOException {
    long begin = System.nanoTime();
    assertThat(mec.execute("a = id")).hasSize(ENGINES);
    report("7.2 a first text on all of 1,000 engines", "1,000 results", since(begin), null);
    long again = System.nanoTime();
    assertThat(mec.execute("a = id")).hasSize(ENGINES);
    report("7.3 the same text again", "1,000 results", since(again), null);
  }

  private static void killOne(MultiEngineClient mec, List<Long> pids) throws IOException {
    Set<Integer> theirs = new HashSet<>(ALL);
    theirs.removeIf(id -> !pids.get(id).equals(pids.get(0)));
    assertThat(theirs).hasSize(PER_PROCESS);
    PendingResult<?> call =
        mec.executeAsync("if (ProcessHandle.current().pid() == " + pids.get(0) + ") " + RUN);
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> mec.engines(0).queueStatus().get(0).pending() != null);
    long killed = System.nanoTime();

    Children.kill(pids.get(0));

    assertThat(failures(call)).hasSize(PER_PROCESS).hasOnlyElementsOfType(EngineLost.class);
    Duration known = since(killed);
    awaitAll(mec);
    report(
        "7.4 kill -9 of one of these processes",
        "250 times EngineLost; the others' results are there",
        known,
        since(killed));
    assertThat(failures(mec.executeAsync("b = id")))
        .hasSize(PER_PROCESS)
        .hasOnlyElementsOfType(EngineRestarted.class);
    assertThat(mec.execute("b = id")).hasSize(ENGINES);
  }

  private static void killAll(MultiEngineClient mec, List<Long> pids) throws IOException {
    PendingResult<?> call = mec.executeAsync(RUN);
    int last = ENGINES - 1;
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> mec.engines(last).queueStatus().get(0).pending() != null);
    long killed = System.nanoTime();

    for (long pid : pids) {
      Children.kill(pid);
    }

    assertThat(failures(call)).hasSize(ENGINES).hasOnlyElementsOfType(EngineLost.class);
    Duration known = since(killed);
    awaitAll(mec);
    report(
        "7.5 kill -9 of all engine processes of the host",
        "1,000 times EngineLost; all known again",
        known,
        since(killed));
    assertThat(failures(mec.executeAsync("b = id")))
        .hasSize(ENGINES)
        .hasOnlyElementsOfType(EngineRestarted.class);
    assertThat(mec.execute("b = id")).hasSize(ENGINES);
  }
}

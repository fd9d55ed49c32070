package org.multiengine.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Clusters;

/**
 * Tests calls to engines whose processes end and are not started again. Each test that ends a
 * process takes the last engine that is left.
 */
final class ProcessLifeTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static LocalCluster cluster;
  private static MultiEngineClient mec;

  @BeforeAll
  static void start() {
    cluster =
        Clusters.processes(5, "-Xmx128m")
            .setting("multiengine.host.restart.max-restarts", "0")
            .start();
    mec = cluster.connect();
    mec.execute("warm = true"); // the first text of a fresh process takes its time
  }

  @AfterAll
  static void stop() {
    List<Long> pids = cluster.pids();
    cluster.close();
    assertThat(pids).noneMatch(Children::isAlive);
  }

  private static int lastEngine() {
    List<Integer> ids = mec.ids();
    return ids.get(ids.size() - 1);
  }

  private static long pidOf(int engine) {
    mec.engines(engine).execute("pid = ProcessHandle.current().pid()");
    return Long.parseLong(String.valueOf(mec.engines(engine).pull("pid").get(0)));
  }

  private static void awaitLost(int engine) {
    Awaitility.await().atMost(LIMIT).until(() -> !mec.ids().contains(engine));
    assertThatExceptionOfType(InvalidEngineID.class).isThrownBy(() -> mec.engines(engine).keys());
  }

  private static EngineLost lost(CompositeError error, int engine) {
    assertThat(error.entries()).hasSize(1);
    CompositeError.Entry entry = error.entries().get(0);
    assertThat(entry.engine().value()).isEqualTo(engine);
    assertThat(entry.error()).isInstanceOf(EngineLost.class);
    return (EngineLost) entry.error();
  }

  private static CompositeError composite(Supplier<PendingResult<?>> call) {
    return catchThrowableOfType(CompositeError.class, () -> call.get().get(LIMIT));
  }

  @Test
  void process_killedWhileACallRuns_failsItWithEngineLostAndOthersGoOn() throws Exception {
    int victim = lastEngine();
    long pid = pidOf(victim);
    PendingResult<ResultList> running =
        mec.executeAsync("if (id == " + victim + ") sleep 100000; println id");
    PendingResult<ResultList> waiting = mec.engines(victim).executeAsync("a = 1");

    Children.kill(pid);

    CompositeError error = composite(() -> running);
    assertThat(lost(error, victim))
        .hasMessageContaining("process " + pid + " was killed by signal 9");
    assertThat(error.results()).hasSize(victim);
    assertThat(composite(() -> waiting).entries().get(0).error())
        .isInstanceOfAny(EngineLost.class, QueueCleared.class);
    awaitLost(victim);
    assertThat(mec.execute("a = 1")).hasSize(victim);
  }

  @Test
  void process_idleWhenKilled_leavesIds() throws Exception {
    int victim = lastEngine();
    long pid = pidOf(victim);

    Children.kill(pid);

    awaitLost(victim);
    assertThat(mec.pull("id")).hasSize(victim);
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(mec.enginesAsync().get(LIMIT))
                    .extracting(EngineInfo::detail)
                    .anyMatch(detail -> detail.contains("process " + pid + " was killed by")));
  }

  @Test
  void process_halted_isLostWithItsExitStatus() {
    int victim = lastEngine();

    CompositeError error =
        composite(
            () ->
                mec.engines(victim)
                    .applyAsync(
                        scope -> {
                          Runtime.getRuntime().halt(42);
                          return 0;
                        }));

    assertThat(lost(error, victim)).hasMessageContaining("ended with exit status 42");
    awaitLost(victim);
  }

  @Test
  void process_outOfMemory_isLostWithTheReason() {
    int victim = lastEngine();

    CompositeError error =
        composite(
            () -> mec.engines(victim).executeAsync("l = []; while (true) l << new byte[1 << 20]"));

    assertThat(lost(error, victim)).hasMessageContaining("ran out of memory");
    awaitLost(victim);
  }

  @Test
  void systemExit_inAText_isRefusedAndTheProcessLives() {
    DirectView first = mec.engines(0);
    long pid = pidOf(0);

    CompositeError error = composite(() -> first.executeAsync("System.exit(1)"));

    assertThat(error.entries().get(0).error().errorName()).isEqualTo("SecurityException");
    assertThat(Children.isAlive(pid)).isTrue();
    assertThat(pidOf(0)).isEqualTo(pid);
  }
}

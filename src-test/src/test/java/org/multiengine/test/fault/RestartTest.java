package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.DirectView;
import org.multiengine.client.EngineEvent;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.EngineRestarted;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Clusters;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.FaultClock;

/**
 * Tests that engine processes are started again when they end. The tests end the process of engine
 * 1.
 */
@Tag("fault")
@Timeout(240)
final class RestartTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Ends the process in a way that engines do not intercept. */
  private static final String HALT =
      "java.lang.invoke.MethodHandles.publicLookup()"
          + ".findVirtual(Runtime, 'halt', java.lang.invoke.MethodType.methodType(Void.TYPE, int))"
          + ".invokeWithArguments([Runtime.runtime, 42])";

  private static final String FILL = "l = []; while (true) l << new byte[1 << 20]";

  private static Path folder;
  private static LocalCluster cluster;

  private final List<EngineEvent> events = new CopyOnWriteArrayList<>();
  private MultiEngineClient mec;
  private MultiEngineClient other;
  private DirectView victim;
  private long pid;

  @BeforeAll
  static void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Path script =
        Files.writeString(
            folder.resolve("setup.groovy"),
            "mark = 'of ' + id\nif (new File('" + doom() + "').exists()) { " + HALT + " }");
    cluster =
        Clusters.processes(2, "-Xmx100m")
            .startupScript(script)
            .setting("multiengine.host.restart.max-restarts", "100")
            .setting("multiengine.host.restart.max-wait", "300ms")
            .start();
  }

  private static Path doom() {
    return folder.resolve("doom");
  }

  @AfterAll
  static void stop() {
    List<Long> pids = cluster.pids();
    cluster.close();
    assertThat(pids).noneMatch(Children::isAlive);
  }

  @BeforeEach
  void use() {
    mec = cluster.connect();
    other = cluster.connect();
    victim = mec.engines(1);
    pid = pidOf(mec);
    cluster.onEngines(events::add);
  }

  @AfterEach
  void leave() {
    mec.close();
    other.close();
  }

  private static long pidOf(MultiEngineClient client) {
    return client.engines(1).apply(engine -> ProcessHandle.current().pid()).get(0);
  }

  private void awaitBack() {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(10, TimeUnit.MILLISECONDS)
        .until(() -> events.stream().anyMatch(e -> e.kind() == EngineEvent.Kind.RESTARTED));
    Awaitility.await().atMost(LIMIT).until(() -> mec.ids().contains(1));
  }

  private static KernelError failure(PendingResult<?> call) {
    CompositeError error = catchThrowableOfType(CompositeError.class, () -> call.get(LIMIT));
    return error.entries().get(0).error();
  }

  private static void assertRestartedOnce(MultiEngineClient client) {
    assertThat(failure(client.executeAsync("b = 1")))
        .isInstanceOf(EngineRestarted.class)
        .hasMessageContaining("engine 1 was restarted");
    client.execute("b = 1");
  }

  @Test
  @Fault(
      value = "1.1 kill -9 of an idle engine process",
      outcome = "EngineRestarted at the next call")
  void process_killedWhileIdle_isStartedAgainUnderItsIdWithNothingDefined(FaultClock clock)
      throws Exception {
    mec.execute("a = 1");
    clock.start();

    Children.kill(pid);

    awaitBack();
    clock.serving();
    assertThat(mec.ids()).containsExactly(0, 1);
    assertRestartedOnce(mec);
    assertThat(victim.pull("mark")).isEqualTo(List.of("of 1"));
    assertThat(victim.keys().get(0)).doesNotContain("a");
    assertThat(victim.execute("c = 1").get(0).number()).isEqualTo(2);
    assertThat(mec.engines(0).pull("a")).isEqualTo(List.of(1));
    assertThat(pidOf(mec)).isNotEqualTo(pid);
  }

  @Test
  @Fault(
      value = "1.2 kill -9 with a request running and 100 waiting",
      outcome = "EngineLost with signal and time, QueueCleared for the waiting; nothing runs twice")
  void process_killedWhileItWorks_failsWhatItHadAndRepeatsNothing(FaultClock clock)
      throws Exception {
    Path ran = folder.resolve("ran");
    PendingResult<?> running =
        victim.executeAsync("new File('" + ran + "') << 'r'; while (true) { sleep 50 }");
    List<? extends PendingResult<?>> waiting =
        IntStream.range(0, 100)
            .mapToObj(i -> victim.executeAsync("new File('" + ran + "') << 'w'"))
            .toList();
    Awaitility.await().atMost(LIMIT).until(() -> Files.exists(ran) && Files.size(ran) > 0);
    clock.start();

    Children.kill(pid);

    assertThat(failure(running))
        .isInstanceOf(EngineLost.class)
        .message()
        .containsPattern(
            "engine 1 on akka://.*: process "
                + pid
                + " was killed by signal 9 at \\d\\d:\\d\\d:\\d\\d");
    clock.known();
    assertThat(waiting)
        .allSatisfy(
            call ->
                assertThat(failure(call)).isInstanceOfAny(QueueCleared.class, EngineLost.class));
    awaitBack();
    clock.serving();
    assertRestartedOnce(mec);
    assertThat(ran).hasContent("r");
  }

  @Test
  @Fault(value = "2.4 Runtime.halt", outcome = "EngineLost with exit status and time")
  void process_halted_isReportedWithItsStatusAndStartedAgain(FaultClock clock) throws Exception {
    clock.start();
    assertThat(failure(victim.executeAsync(HALT)))
        .isInstanceOf(EngineLost.class)
        .hasMessageContaining("process " + pid + " ended with exit status 42 at ");

    clock.known();
    awaitBack();
    clock.serving();
    assertRestartedOnce(mec);
  }

  @Test
  @Fault(
      value = "2.1 out of memory",
      outcome = "EngineLost says so, with the last lines; the process ends at once")
  void process_outOfMemory_isReportedAndStartedAgain(FaultClock clock) throws Exception {
    clock.start();
    assertThat(failure(victim.executeAsync(FILL)))
        .isInstanceOf(EngineLost.class)
        .hasMessageContaining("ran out of memory")
        .hasMessageContaining("its last lines: Terminating due to java.lang.OutOfMemoryError");

    clock.known();
    awaitBack();
    clock.serving();
    assertRestartedOnce(mec);
  }

  @Test
  void restart_otherClients_getAnErrorOnlyIfTheyHadUsedTheEngine() throws Exception {
    try (MultiEngineClient watching = cluster.connect()) {
      other.engines(0).execute("a = 1");
      watching.engines(1).execute("a = 1");

      Children.kill(pid);

      awaitBack();
      assertRestartedOnce(mec);
      assertThat(other.execute("a = 1")).hasSize(2);
      assertThat(watching.keys()).hasSize(2);
      assertRestartedOnce(watching);
    }
  }

  @Test
  void restart_viewsOfOneClientAndReset_getOneError() throws Exception {
    Children.kill(pid);
    awaitBack();
    assertThat(failure(victim.pullAsync("mark"))).isInstanceOf(EngineRestarted.class);
    assertThat(mec.all().execute("a = 1")).hasSize(2);
    long again = pidOf(mec);
    events.clear();

    Children.kill(again);

    awaitBack();
    mec.reset();
    assertThat(mec.execute("a = 1")).hasSize(2);
  }

  @Test
  void engines_restarted_showHowTheProcessEnded() throws Exception {
    Children.kill(pid);
    awaitBack();

    EngineInfo engine = mec.enginesAsync().get(LIMIT).get(1);

    assertThat(engine.state()).isEqualTo(EngineInfo.State.IDLE);
    assertThat(engine.detail())
        .startsWith("restarted; before, process " + pid + " was killed by signal 9 at ");
  }

  @Test
  void process_endsWhileItStarts_isStartedAgain() throws Exception {
    Files.writeString(doom(), "die");
    Children.kill(pid);
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> events.stream().anyMatch(e -> e.detail().contains("exit status 42")));

    Files.delete(doom());

    awaitBack();
    assertRestartedOnce(mec);
  }
}

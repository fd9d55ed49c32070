package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.multiengine.core.CompositeError;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.EngineRestarted;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.FaultClock;
import org.multiengine.test.support.PublishedCluster;

/** Tests an engine process, that of engine 1, which is stopped by a signal and continued later. */
@Tag("fault")
@Timeout(300)
final class StoppedProcessTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofMinutes(2);

  private static PublishedCluster cluster;

  private final List<EngineEvent> events = new CopyOnWriteArrayList<>();
  private MultiEngineClient mec;
  private DirectView victim;
  private long pid;

  @BeforeAll
  static void start(@TempDir Path home) {
    cluster = PublishedCluster.start(home, 2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void use() {
    mec = cluster.join();
    victim = mec.engines(1);
    pid = PublishedCluster.pidOf(mec, 1);
    cluster.cluster().onEngines(events::add);
  }

  @AfterEach
  void leave() throws Exception {
    if (Children.isAlive(pid)) {
      Children.signal("CONT", pid);
    }
    mec.close();
  }

  private void awaitRunning(String text) {
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> String.valueOf(victim.queueStatus().get(0).pending()).contains(text));
  }

  private static KernelError failure(PendingResult<?> call) {
    CompositeError error = catchThrowableOfType(CompositeError.class, () -> call.get(LIMIT));
    return error.entries().get(0).error();
  }

  @Test
  @Fault(
      value = "3.1 SIGSTOP of an engine process for 5 s",
      outcome = "calls answer when it goes on; nothing is lost, no alarm")
  void process_stoppedForFiveSeconds_answersAfterwardsAndLosesNothing(FaultClock clock)
      throws Exception {
    victim.execute("steps = []");
    String slow = "steps << 'before'; sleep 1000; steps << 'after'";
    PendingResult<ResultList> before = victim.executeAsync(slow);
    awaitRunning(slow);
    clock.start();
    Children.signal("STOP", pid);

    PendingResult<ResultList> during = victim.executeAsync("steps << 'during'");
    ResultList elsewhere = mec.engines(0).executeAsync("a = 1").get(LIMIT);

    assertThat(elsewhere).hasSize(1);
    Awaitility.await().atMost(LIMIT).until(() -> clock.elapsed().compareTo(SHORT) > 0);
    assertThat(before.isDone() || during.isDone()).isFalse();
    Children.signal("CONT", pid);
    before.get(LIMIT);
    during.get(LIMIT);
    clock.serving();
    assertThat(victim.pull("steps").get(0)).isEqualTo(List.of("before", "after", "during"));
    assertThat(events).isEmpty();
    assertThat(PublishedCluster.pidOf(mec, 1)).isEqualTo(pid);
  }

  @Test
  @Tag("long")
  @Fault(
      value = "3.2 SIGSTOP of an engine process for 2 minutes (serves: after SIGCONT)",
      outcome = "EngineLost; when it goes on it ends itself and is started again")
  void process_stoppedForTwoMinutes_isLostAndStartedAgainOnce(
      @TempDir Path folder, FaultClock clock) throws Exception {
    Path ran = folder.resolve("ran");
    victim.execute("steps = []");
    String slow = append(ran, "running") + "; sleep 1000; " + append(ran, "ended");
    PendingResult<?> running = victim.executeAsync(slow);
    awaitRunning(slow);
    List<? extends PendingResult<?>> waiting =
        IntStream.range(0, 10).mapToObj(i -> victim.executeAsync(append(ran, "w" + i))).toList();
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> victim.queueStatus().get(0).queue().size() == waiting.size());
    clock.start();
    Process pause = Children.pause(pid, LONG);
    PendingResult<?> during = victim.executeAsync(append(ran, "during"));

    assertThat(failure(running))
        .isInstanceOf(EngineLost.class)
        .hasMessageContaining("its node was declared down");
    clock.known();
    assertThat(waiting)
        .allSatisfy(
            call ->
                assertThat(failure(call)).isInstanceOfAny(QueueCleared.class, EngineLost.class));
    assertThat(failure(during)).isInstanceOfAny(QueueCleared.class, EngineLost.class);
    assertThat(mec.ids()).containsExactly(0);
    assertThat(mec.engines(0).execute("a = 1")).hasSize(1);
    assertThat(Children.isAlive(pid)).isTrue();

    pause.waitFor();
    clock.start();
    Children.awaitGone(List.of(pid));
    Awaitility.await().atMost(LIMIT).until(() -> mec.ids().contains(1));
    clock.serving();
    assertThat(failure(victim.executeAsync("b = 1"))).isInstanceOf(EngineRestarted.class);
    victim.execute("b = 1");
    assertThat(victim.keys().get(0)).contains("b").doesNotContain("steps");
    assertThat(PublishedCluster.pidOf(mec, 1)).isNotEqualTo(pid);
    assertThat(events)
        .filteredOn(event -> event.kind() == EngineEvent.Kind.RESTARTED)
        .extracting(EngineEvent::engine)
        .containsExactly(1);
    assertThat(Files.readAllLines(ran)).startsWith("running").doesNotHaveDuplicates();
  }

  private static String append(Path file, String line) {
    return "new File('" + file + "') << '" + line + "\\n'";
  }
}

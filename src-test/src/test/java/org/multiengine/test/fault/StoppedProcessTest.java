package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
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
import org.multiengine.test.support.FaultReport;
import org.multiengine.test.support.PublishedCluster;

/** Engine processes that the system stops, and lets go on later. Engine 1 is the one. */
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
  void process_stoppedForFiveSeconds_answersLaterAndHasLostNothing() throws Exception {
    victim.execute("steps = []");
    String slow = "steps << 'before'; sleep 1000; steps << 'after'";
    PendingResult<ResultList> before = victim.executeAsync(slow);
    awaitRunning(slow);
    long stopped = System.nanoTime();
    Process pause = Children.pause(pid, SHORT);

    PendingResult<ResultList> during = victim.executeAsync("steps << 'during'");
    ResultList elsewhere = mec.engines(0).executeAsync("a = 1").get(SHORT.dividedBy(2));

    assertThat(elsewhere).hasSize(1);
    assertThat(pause.isAlive()).isTrue();
    assertThat(before.isDone() || during.isDone()).isFalse();
    before.get(LIMIT);
    during.get(LIMIT);
    long served = System.nanoTime();
    assertThat(victim.pull("steps").get(0)).isEqualTo(List.of("before", "after", "during"));
    assertThat(events).isEmpty();
    assertThat(PublishedCluster.pidOf(mec, 1)).isEqualTo(pid);
    FaultReport.add(
        "3.1 SIGSTOP of an engine process for 5 s",
        new FaultReport.Row(
            "calls answer when it goes on; nothing is lost, no alarm",
            null,
            Duration.ofNanos(served - stopped)));
  }

  @Test
  @Tag("long")
  void process_stoppedForTwoMinutes_isLostAndComesBackOnceAsAnother(@TempDir Path folder)
      throws Exception {
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
    long stopped = System.nanoTime();
    Process pause = Children.pause(pid, LONG);
    PendingResult<?> during = victim.executeAsync(append(ran, "during"));

    assertThat(failure(running))
        .isInstanceOf(EngineLost.class)
        .hasMessageContaining("its node was declared down");
    long told = System.nanoTime();
    assertThat(waiting)
        .allSatisfy(
            call ->
                assertThat(failure(call)).isInstanceOfAny(QueueCleared.class, EngineLost.class));
    assertThat(failure(during)).isInstanceOfAny(QueueCleared.class, EngineLost.class);
    assertThat(mec.ids()).containsExactly(0);
    assertThat(mec.engines(0).execute("a = 1")).hasSize(1);
    assertThat(Children.isAlive(pid)).isTrue();

    pause.waitFor();
    long goesOn = System.nanoTime();
    Children.awaitGone(List.of(pid), 60);
    Awaitility.await().atMost(LIMIT).until(() -> mec.ids().contains(1));
    long back = System.nanoTime();
    assertThat(failure(victim.executeAsync("b = 1"))).isInstanceOf(EngineRestarted.class);
    victim.execute("b = 1");
    assertThat(victim.keys().get(0)).contains("b").doesNotContain("steps");
    assertThat(PublishedCluster.pidOf(mec, 1)).isNotEqualTo(pid);
    assertThat(events)
        .filteredOn(event -> event.kind() == EngineEvent.Kind.RESTARTED)
        .extracting(EngineEvent::engine)
        .containsExactly(1);
    assertThat(Files.readAllLines(ran)).startsWith("running").doesNotHaveDuplicates();
    report(told - stopped, back - goesOn);
  }

  private static String append(Path file, String line) {
    return "new File('" + file + "') << '" + line + "\\n'";
  }

  private static void report(long known, long serves) throws IOException {
    FaultReport.add(
        "3.2 SIGSTOP of an engine process for 2 minutes (serves: after SIGCONT)",
        new FaultReport.Row(
            "EngineLost; when it goes on it ends itself and is started again",
            Duration.ofNanos(known),
            Duration.ofNanos(serves)));
  }
}

package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.core.QueueStatus;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.FaultClock;
import org.multiengine.test.support.Gate;
import org.multiengine.test.support.PublishedCluster;

/**
 * Tests two killed clients: one with calls of many kinds open, one with a full queue on engine 0.
 * Engines run the calls that they have, as for a closed client, and drop the answers.
 */
@Tag("fault")
@Tag("long")
@Timeout(240)
@TestMethodOrder(OrderAnnotation.class)
final class ClientLossTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** By default the cluster misses a node after more than this. */
  private static final Duration MISSED_BY_DETECTOR = Duration.ofSeconds(10);

  private static Gate gate;
  private static PublishedCluster cluster;
  private static MultiEngineClient mec;
  private static long killed;

  @BeforeAll
  static void killTwoClients(@TempDir Path home) throws Exception {
    gate = new Gate(home.resolve("gate"));
    cluster = PublishedCluster.start(home, 2);
    mec = cluster.join();
    Process busy = BusyProgram.start(cluster.file());
    Process queueing = QueueingProgram.start(cluster.file(), gate);
    killed = System.nanoTime();
    busy.destroyForcibly().waitFor();
    queueing.destroyForcibly().waitFor();
  }

  @AfterAll
  static void stop() {
    gate.open();
    mec.close();
    cluster.close();
  }

  @Test
  @Order(1)
  @Fault(
      value = "4.3 kill -9 of a client with calls of all kinds under way",
      outcome =
          "engines serve on and run what they have of it, its answers and classes are dropped")
  void join_afterAClientWasKilled_isPossibleAtOnce(FaultClock clock) {
    clock.startAt(killed);
    try (MultiEngineClient another = cluster.join()) {
      clock.serving();

      assertThat(another.ids()).containsExactly(0, 1);
      assertThat(clock.untilServing()).isLessThan(MISSED_BY_DETECTOR);
    }
  }

  @Test
  @Order(2)
  void engines_ofAKilledClient_serveOthers() {
    mec.engines(1).push(Map.of("a", 41));

    assertThat(mec.engines(1).execute("a + 1").get(0).display()).isEqualTo("42");
    assertThat(mec.engines(1).pull("a")).isEqualTo(List.of(41));
  }

  @Test
  @Order(3)
  void queue_ofAKilledClient_isKept() {
    QueueStatus status = mec.engines(0).queueStatus().get(0);

    assertThat(status.pending()).isNotNull();
    assertThat(status.queue())
        .filteredOn(text -> text.contains("left << "))
        .hasSize(QueueingProgram.WAITING);
  }

  @Test
  @Order(4)
  void queue_ofAKilledClient_runsOnceAndInOrder() throws Exception {
    gate.open();

    mec.engines(0).executeAsync("after = 1").get(LIMIT);
    assertThat(mec.engines(0).pull("left").get(0))
        .isEqualTo(IntStream.range(0, QueueingProgram.WAITING).boxed().toList());
    QueueStatus status = mec.engines(0).queueStatus().get(0);
    assertThat(status.pending()).isNull();
    assertThat(status.queue()).isEmpty();
  }

  @Test
  @Order(5)
  void classes_ofAKilledClient_areFreed() {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(200, TimeUnit.MILLISECONDS)
        .until(() -> "true".equals(show("System.gc(); loader.get() == null")));
  }

  @Test
  @Order(6)
  void close_whileAProcessDoesNotAnswer_doesNotWaitForIt() throws Exception {
    MultiEngineClient leaving = cluster.join();
    long pid = PublishedCluster.pidOf(mec, 1);
    Process pause = Children.pause(pid, Duration.ofSeconds(8));
    try {
      leaving.close();

      assertThat(pause.isAlive()).isTrue();
    } finally {
      Children.signal("CONT", pid);
    }
  }

  private static String show(String text) {
    return String.valueOf(mec.engines(0).execute(text).get(0).display());
  }
}

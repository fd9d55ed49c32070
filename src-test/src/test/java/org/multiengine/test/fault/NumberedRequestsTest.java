package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.PublishedCluster;

/**
 * Tests that faults of other processes neither lose, repeat nor reorder requests. Requests append
 * their numbers to a list on engine 0, while processes of other engines and clients are killed and
 * stopped.
 */
@Tag("fault")
@Tag("long")
@Timeout(600)
final class NumberedRequestsTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(1);
  private static final int AT_A_TIME = 64;

  /** One in so many requests goes to an engine that suffers, too. */
  private static final int SHARED = 25;

  private PublishedCluster cluster;
  private MultiEngineClient mec;
  private Process client;
  private List<Integer> others;
  private final Semaphore allowed = new Semaphore(0);
  private final Semaphore sent = new Semaphore(0);
  private final Queue<PendingResult<?>> pendings = new ArrayDeque<>();
  private int next;
  private int failedElsewhere;

  @BeforeEach
  void start(@TempDir Path home) throws IOException {
    cluster = PublishedCluster.start(home, 3);
    mec = cluster.join();
    others = cluster.placesBut(cluster.place(PublishedCluster.pidOf(mec, 0)));
    client = BusyProgram.start(cluster.file());
    mec.engines(0).execute("numbers = []");
  }

  @AfterEach
  void stop() {
    client.destroyForcibly();
    mec.close();
    cluster.close();
  }

  /** What happens to other processes; a further kind of fault is a further entry. */
  private List<Disturber.Disturbance> disturbances() {
    return List.of(
        () -> Children.pause(cluster.pidAt(others.get(0)), STOP).waitFor(),
        () -> killEngine(others.get(0)),
        () -> Children.pause(client.pid(), STOP).waitFor(),
        client::destroyForcibly,
        () -> killEngine(others.get(1)));
  }

  private void killEngine(int place) throws IOException {
    Awaitility.await().atMost(LIMIT).until(() -> Children.isAlive(cluster.pidAt(place)));
    Children.kill(cluster.pidAt(place));
  }

  /** Of a number of requests the first are sent before it strikes, the last after it has. */
  private Disturber.Disturbance among(int requests, Disturber.Disturbance disturbance) {
    return () -> {
      allowed.release(requests);
      sent.acquire(requests / 2);
      disturbance.strike();
      sent.acquire(requests - requests / 2);
    };
  }

  @Test
  void requests_whileOthersAreKilledAndStopped_runOnceAndInOrder() throws Exception {
    disturb(1_000);

    assertInOrder(1_000);
  }

  @Test
  @Fault(
      value = "9.1 10,000 numbered requests while other engines and clients are killed and stopped",
      outcome = "every number once and in order")
  void requests_tenThousandWhileOthersAreKilledAndStopped_runOnceAndInOrder() throws Exception {
    disturb(2_000);
    for (int from = 2_000; from < 10_000; from += 2_000) {
      client = BusyProgram.start(cluster.file());
      disturb(2_000);
    }

    assertInOrder(10_000);
  }

  private void disturb(int requests) throws Exception {
    List<Disturber.Disturbance> all = disturbances();
    int each = requests / all.size();
    try (var disturber = new Disturber(all.stream().map(one -> among(each, one)).toList())) {
      for (int i = 0; i < requests; i++) {
        assertThat(allowed.tryAcquire(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        request(next++);
        sent.release();
      }
      disturber.await(LIMIT);
    }
  }

  private void assertInOrder(int requests) throws Exception {
    while (!pendings.isEmpty()) {
      pendings.remove().get(LIMIT);
    }
    Object numbers = mec.engines(0).pull("numbers").get(0);
    assertThat(numbers).isEqualTo(IntStream.range(0, requests).boxed().toList());
    assertThat(failedElsewhere).isPositive();
  }

  private void request(int number) throws Exception {
    if (number % SHARED == 0) {
      share(number);
      return;
    }
    if (pendings.size() == AT_A_TIME) {
      pendings.remove().get(LIMIT);
    }
    pendings.add(mec.engines(0).executeAsync("numbers << " + number));
  }

  /** The other engine may be lost; what is refused whole has run nowhere and is made again. */
  private void share(int number) throws Exception {
    String text = "if (id == 0) { numbers << " + number + " }";
    DirectView both = mec.engines(0, 1 + number / SHARED % 2);
    try {
      both.executeAsync(text).get(LIMIT);
    } catch (CompositeError error) {
      assertThat(error.entries()).allMatch(entry -> entry.engine().value() != 0);
      failedElsewhere++;
    } catch (InvalidEngineID refused) {
      mec.engines(0).executeAsync(text).get(LIMIT);
      failedElsewhere++;
    }
  }
}

package org.multiengine.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.multiengine.core.net.End.bytes;
import static org.multiengine.core.net.End.frame;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client over TLS, a door that splices, and an engine process behind a Unix domain socket. */
final class SpliceTest {

  private static final int MAX_BACKLOG_BYTES = 100_000;

  /** The most that may be read and completed after a pause. */
  private static final int MAX_EXCESS_BYTES = 2 * (1 << 18) + 300_000;

  private final Kinds outside = new Kinds.Tls();
  private final Kinds inside = new Kinds.Unix();
  private final End client = new End();
  private final End engine = new End();
  private final CompletableFuture<Connection> outer = new CompletableFuture<>();
  private final CompletableFuture<Connection> inner = new CompletableFuture<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger endings = new AtomicInteger();
  private Connection fromClient;
  private Connection fromEngine;

  /** Joins the connections as a door does: when the first frame has come. */
  @BeforeEach
  void join() throws Exception {
    fromClient =
        outside.connect(
            client,
            accepted -> {
              outer.complete(accepted);
              return hello -> join(accepted);
            });
    fromClient.send(frame(0, 1));
    fromEngine = engine.connection();
  }

  private void join(Connection accepted) {
    try {
      Connection dialled = inside.connect(frame -> {}, engine);
      inner.complete(dialled);
      Splice.join(
          accepted,
          dialled,
          MAX_BACKLOG_BYTES,
          () -> {
            endings.incrementAndGet();
            ended.countDown();
          });
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() throws Exception {
    client.open();
    engine.open();
    outside.close();
    inside.close();
  }

  @Test
  void join_framesBothWays_arriveAtTheOtherEnd() throws Exception {
    fromClient.send(frame(1, 10));
    fromEngine.send(frame(2, 20));

    assertThat(engine.next()).isEqualTo(bytes(1, 10));
    assertThat(client.next()).isEqualTo(bytes(2, 20));
  }

  @Test
  void join_slowReadersBothWays_backlogsStayLimitedAndAllArrives() throws Exception {
    var backlogs = new ConcurrentLinkedQueue<Long>();
    client.onFrame = () -> backlogs.add(outer.join().backlogBytes());
    engine.onFrame = () -> backlogs.add(inner.join().backlogBytes());

    CompletableFuture<Void> back = CompletableFuture.runAsync(() -> sendRandom(fromEngine, 2));
    sendRandom(fromClient, 1);

    assertRandom(engine, 1);
    assertRandom(client, 2);
    back.join();
    assertThat(backlogs).allSatisfy(bytes -> assertThat(bytes).isLessThan(limit()));
  }

  private static long limit() {
    return MAX_BACKLOG_BYTES + MAX_EXCESS_BYTES;
  }

  private static List<Integer> randomSizes(int seed) {
    Random random = new Random(seed);
    return random.ints(1500, 1, 18).mapToObj(bits -> 1 + random.nextInt(1 << bits)).toList();
  }

  private static void sendRandom(Connection connection, int seed) {
    int number = 0;
    for (int size : randomSizes(seed)) {
      connection.send(frame(number++, size));
    }
  }

  private static void assertRandom(End end, int seed) throws InterruptedException {
    int number = 0;
    for (int size : randomSizes(seed)) {
      assertThat(end.next()).isEqualTo(bytes(number++, size));
    }
    assertThat(end.frames).isEmpty();
  }

  @Test
  void join_engineDoesNotRead_backlogStaysAtTheClient() throws Exception {
    engine.gate = new CountDownLatch(1);
    fromClient.send(frame(0, 1));
    engine.begun.await();

    for (int number = 1; number <= 300; number++) {
      fromClient.send(frame(number, 200_000));
    }
    await().until(() -> inner.join().backlogBytes() > MAX_BACKLOG_BYTES);
    outside.awaitRounds();

    assertThat(inner.join().backlogBytes()).isLessThan(limit());
    assertThat(fromClient.backlogBytes()).isPositive();
    engine.open();
    for (int number = 0; number <= 300; number++) {
      assertThat(engine.next()).isEqualTo(bytes(number, number == 0 ? 1 : 200_000));
    }
  }

  @Test
  void close_client_closesTheEngineAfterTheRest() throws Exception {
    engine.gate = new CountDownLatch(1);
    for (int number = 0; number < 5; number++) {
      fromClient.send(frame(number, 100_000));
    }

    fromClient.closeAfterSending();
    engine.open();

    for (int number = 0; number < 5; number++) {
      assertThat(engine.next()).isEqualTo(bytes(number, 100_000));
    }
    assertThat(engine.reason()).isEqualTo("the other end has closed the connection");
    assertEnded();
  }

  @Test
  void close_engine_closesTheClient() throws Exception {
    fromEngine.close();

    assertThat(client.reason()).isEqualTo("the other end has closed the connection");
    assertEnded();
  }

  private void assertEnded() throws InterruptedException {
    assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(endings).hasValue(1);
  }

  @Test
  void join_connectionsEndedBefore_endsTheOther() throws Exception {
    End one = new End();
    End two = new End();
    Connection ending = inside.connect(one, new End());
    Connection other = inside.connect(two, new End());
    ending.close();
    one.reason();
    CountDownLatch both = new CountDownLatch(1);

    Splice.join(ending, other, 1, both::countDown);

    assertThat(both.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(other.isOpen()).isFalse();
  }

  @Test
  void join_withItself_throws() {
    assertThatThrownBy(() -> Splice.join(fromClient, fromClient, 1, () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void join_negativeBacklog_throws() {
    assertThatThrownBy(() -> Splice.join(fromClient, fromEngine, -1, () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void send_oneFrameBelowTheLimitOfFrames_passes() throws Exception {
    byte[] large = bytes(3, 5_000_000);

    fromClient.send(ByteBuffer.wrap(large));

    assertThat(engine.next()).isEqualTo(large);
  }
}

package org.multiengine.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.multiengine.core.net.End.bytes;
import static org.multiengine.core.net.End.frame;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract of connections of each kind. */
abstract class ContractTest {

  private static final int LARGE = 1_000_000;

  private final Kinds kinds;
  private final End left = new End();
  private final End right = new End();

  ContractTest(Kinds kinds) {
    this.kinds = kinds;
  }

  @AfterEach
  void close() throws Exception {
    left.open();
    right.open();
    kinds.close();
  }

  private Connection connected() throws Exception {
    return kinds.connect(left, right);
  }

  @Test
  void send_bothWays_arrivesAtTheOtherEnd() throws Exception {
    Connection connection = connected();

    connection.send(frame(1, 10));
    right.connection().send(frame(2, 20));

    assertThat(right.next()).isEqualTo(bytes(1, 10));
    assertThat(left.next()).isEqualTo(bytes(2, 20));
  }

  @Test
  void send_framesOfAllSizes_arriveWholeAndInOrder() throws Exception {
    Connection connection = connected();
    List<Integer> sizes =
        List.of(1, 4096, 16_383, 16_384, 65_532, 262_139, 262_140, 262_141, 9 * LARGE, 5, 200_000);

    for (int place = 0; place < sizes.size(); place++) {
      connection.send(frame(place, sizes.get(place)));
    }

    for (int place = 0; place < sizes.size(); place++) {
      assertThat(right.next()).isEqualTo(bytes(place, sizes.get(place)));
    }
  }

  @Test
  void send_largestFrame_arrives() throws Exception {
    byte[] bytes = bytes(1, Connections.MAX_FRAME_BYTES);

    connected().send(ByteBuffer.wrap(bytes));

    assertThat(right.next()).isEqualTo(bytes);
  }

  @Test
  void send_manyRandomFramesBothWaysAtOnce_arriveOnceAndInOrder() throws Exception {
    Connection connection = connected();
    Connection other = right.connection();

    CompletableFuture<Void> back = CompletableFuture.runAsync(() -> sendRandom(other, 2));
    sendRandom(connection, 1);

    assertRandom(right, 1);
    assertRandom(left, 2);
    back.join();
  }

  private static List<Integer> randomSizes(int seed) {
    Random random = new Random(seed);
    return random.ints(300, 0, 22).mapToObj(bits -> 1 + random.nextInt(1 << bits)).toList();
  }

  private static void sendRandom(Connection connection, int seed) {
    int number = 0;
    for (int size : randomSizes(seed)) {
      connection.send(frame(number++, size));
      connection.send(ByteBuffer.allocate(0)); // is not delivered
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
  void send_otherEndDoesNotRead_returnsAndIsSentLater() throws Exception {
    right.gate = new CountDownLatch(1);
    Connection connection = connected();
    connection.send(frame(0, 1));
    right.begun.await();

    for (int number = 1; number <= 20; number++) {
      connection.send(frame(number, LARGE)); // the test ends only if this returns
    }
    assertThat(connection.backlogBytes()).isPositive();
    right.open();

    for (int number = 0; number <= 20; number++) {
      assertThat(right.next()).isEqualTo(bytes(number, number == 0 ? 1 : LARGE));
    }
    left.awaitDrained();
  }

  @Test
  void send_severalThreads_framesStayWhole() throws Exception {
    Connection connection = connected();
    List<CompletableFuture<Void>> senders = new ArrayList<>();
    for (int number = 0; number < 4; number++) {
      ByteBuffer frame = frame(number, 100_000);
      senders.add(
          CompletableFuture.runAsync(
              () -> {
                for (int time = 0; time < 50; time++) {
                  connection.send(frame.duplicate());
                }
              }));
    }

    for (int time = 0; time < 4 * 50; time++) {
      byte[] frame = right.next();
      assertThat(frame).isEqualTo(bytes(frame[0], 100_000));
    }
    senders.forEach(CompletableFuture::join);
  }

  @Test
  void send_tooLong_isRefused() throws Exception {
    Connection connection = connected();
    ByteBuffer tooLong = ByteBuffer.allocate(Connections.MAX_FRAME_BYTES + 1);

    assertThatThrownBy(() -> connection.send(tooLong)).isInstanceOf(IllegalArgumentException.class);
    connection.send(frame(1, 1));

    assertThat(right.next()).isEqualTo(bytes(1, 1));
  }

  @Test
  void close_oneEnd_notifiesBothOnce() throws Exception {
    Connection connection = connected();
    Connection other = right.connection();

    connection.close();
    connection.close();

    assertThat(left.reason()).isEqualTo("closed by this end");
    assertThat(right.reason()).isEqualTo("the other end has closed the connection");
    assertThat(connection.isOpen()).isFalse();
    assertThat(other.isOpen()).isFalse();
    kinds.awaitRounds();
    assertThat(left.closings).hasValue(1);
    assertThat(right.closings).hasValue(1);
  }
}

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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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

  @Test
  void close_connections_notifiesBothOnce() throws Exception {
    connected();
    right.connection();

    kinds.here.close();

    assertThat(left.reason()).isEqualTo("this process has closed its connections");
    assertThat(right.reason()).isEqualTo("the other end has closed the connection");
  }

  @Test
  void close_withinReceived_deliversNoFurtherFrame() throws Exception {
    right.onFrame = () -> right.accepted.join().close();
    try (RawPeer peer = kinds.connectRaw(right)) {
      peer.send(framed(frame(1, 10), frame(2, 10)));

      assertThat(right.reason()).isEqualTo("closed by this end");
    }
    assertThat(right.next()).isEqualTo(bytes(1, 10));
    assertThat(right.frames).isEmpty();
  }

  @Test
  void close_otherEndHasSentBefore_isReadToTheEnd() throws Exception {
    left.gate = new CountDownLatch(1);
    Connection connection = connected();
    Connection other = right.connection();
    other.send(frame(0, 1));
    left.begun.await();
    other.send(frame(1, 10));

    other.closeAfterSending();
    connection.send(frame(2, 1)); // is lost
    left.open();

    assertThat(left.next()).isEqualTo(bytes(0, 1));
    assertThat(left.next()).isEqualTo(bytes(1, 10));
    left.reason();
  }

  @Test
  void closeAfterSending_backlog_isReceivedBeforeTheEnd() throws Exception {
    right.gate = new CountDownLatch(1);
    Connection connection = connected();
    right.connection().send(frame(9, 10)); // is not read, and must not destroy what is sent
    connection.send(frame(0, LARGE));
    right.begun.await();
    for (int number = 1; number <= 20; number++) {
      connection.send(frame(number, LARGE));
    }

    connection.closeAfterSending();
    connection.send(frame(21, 1)); // is not sent
    assertThat(connection.isOpen()).isFalse();
    right.open();

    for (int number = 0; number <= 20; number++) {
      assertThat(right.next()).isEqualTo(bytes(number, LARGE));
    }
    assertThat(right.reason()).isEqualTo("the other end has closed the connection");
    assertThat(left.reason()).isEqualTo("closed by this end");
    assertThat(right.frames).isEmpty();
  }

  @Test
  void received_hostileLength_endsTheConnection() throws Exception {
    for (int length : new int[] {Connections.MAX_FRAME_BYTES + 1, -1, Integer.MIN_VALUE}) {
      End end = new End();
      try (RawPeer peer = kinds.connectRaw(end)) {
        peer.send(ByteBuffer.allocate(4).putInt(0, length));

        assertThat(end.reason())
            .isEqualTo("the other end announces a frame of " + length + " bytes");
      }
      assertThat(end.frames).isEmpty();
    }
  }

  @Test
  void received_lengthAboveTheLimit_endsTheConnectionBeforeTheFrameHasCome() throws Exception {
    try (RawPeer peer = kinds.connectRaw(limited(1000))) {
      peer.send(framed(frame(1, 900)));
      peer.send(ByteBuffer.allocate(4).putInt(0, 1001));

      assertThat(right.reason()).isEqualTo("the other end announces a frame of 1001 bytes");
    }
    assertThat(right.next()).isEqualTo(bytes(1, 900));
    assertThat(right.announced).containsExactly(1001);
  }

  @Test
  void received_lengthAboveTheLimit_isAnsweredWithTheReason() throws Exception {
    right.onTooLong =
        () -> {
          right.accepted.join().send(frame(7, 70));
          right.accepted.join().closeAfterSending();
        };
    Connection connection = kinds.connect(left, limited(1000));

    connection.send(frame(1, LARGE));

    assertThat(left.next()).isEqualTo(bytes(7, 70));
    assertThat(left.reason()).isEqualTo("the other end has closed the connection");
    assertThat(right.reason()).isEqualTo("closed by this end");
    assertThat(right.frames).isEmpty();
  }

  /** Returns an acceptor for the right end that limits frames before any has come. */
  private Acceptor limited(int maxBytes) {
    return connection -> {
      connection.limitFrames(maxBytes);
      return right.accepted(connection);
    };
  }

  @Test
  void limitFrames_betweenTwoFramesOfOneRead_holdsForTheSecond() throws Exception {
    right.onFrame = () -> right.accepted.join().limitFrames(20);
    try (RawPeer peer = kinds.connectRaw(limited(10))) {
      peer.send(framed(frame(1, 10), frame(2, 20)));

      assertThat(right.next()).isEqualTo(bytes(1, 10));
      assertThat(right.next()).isEqualTo(bytes(2, 20));
    }
  }

  @Test
  void limitFrames_outOfBounds_throws() throws Exception {
    Connection connection = connected();

    assertThatThrownBy(() -> connection.limitFrames(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> connection.limitFrames(Connections.MAX_FRAME_BYTES + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void received_endInsideFrame_isNamed() throws Exception {
    try (RawPeer peer = kinds.connectRaw(right)) {
      peer.send(ByteBuffer.allocate(10).putInt(0, 7));
    }

    assertThat(right.reason()).startsWith("the other end has closed the connection");
    assertThat(right.frames).isEmpty();
  }

  @Test
  void received_emptyFrames_areNotDelivered() throws Exception {
    try (RawPeer peer = kinds.connectRaw(right)) {
      peer.send(framed(frame(0, 0), frame(1, 5), frame(0, 0), frame(2, 5)));

      assertThat(right.next()).isEqualTo(bytes(1, 5));
      assertThat(right.next()).isEqualTo(bytes(2, 5));
    }
  }

  @Test
  void received_byteByByte_arrivesWhole() throws Exception {
    ByteBuffer bytes = framed(frame(1, 9), frame(0, 0), frame(2, 3));
    try (RawPeer peer = kinds.connectRaw(right)) {
      while (bytes.hasRemaining()) {
        peer.send(ByteBuffer.allocate(1).put(0, bytes.get()));
      }

      assertThat(right.next()).isEqualTo(bytes(1, 9));
      assertThat(right.next()).isEqualTo(bytes(2, 3));
    }
  }

  @Test
  void listen_betweenTwoFramesOfOneRead_secondGoesToTheNewListener() throws Exception {
    End later = new End();
    right.onFrame = () -> right.accepted.join().listen(later);
    try (RawPeer peer = kinds.connectRaw(right)) {
      peer.send(framed(frame(1, 10), frame(2, 10)));

      assertThat(right.next()).isEqualTo(bytes(1, 10));
      assertThat(later.next()).isEqualTo(bytes(2, 10));
    }
    later.reason();
    assertThat(right.closings).hasValue(0);
  }

  @Test
  void listen_afterTheEnd_isNotifiedOfIt() throws Exception {
    Connection connection = connected();
    connection.close();
    left.reason();
    End later = new End();

    connection.listen(later);

    assertThat(later.reason()).isEqualTo("closed by this end");
  }

  @Test
  void pause_frames_arriveAfterResume() throws Exception {
    Connection connection = connected();
    Connection other = right.connection();
    other.pause();
    kinds.awaitRounds();

    connection.send(frame(1, 10));
    kinds.awaitRounds();
    assertThat(right.frames).isEmpty();
    other.resume();

    assertThat(right.next()).isEqualTo(bytes(1, 10));
  }

  @Test
  void pause_otherEndKeepsBacklog_untilResume() throws Exception {
    Connection connection = connected();
    Connection other = right.connection();
    other.pause();
    kinds.awaitRounds();
    for (int number = 0; number < 20; number++) {
      connection.send(frame(number, LARGE));
    }
    assertThat(connection.backlogBytes()).isPositive();

    other.resume();

    left.awaitDrained();
    assertThat(connection.backlogBytes()).isZero();
    for (int number = 0; number < 20; number++) {
      assertThat(right.next()).isEqualTo(bytes(number, LARGE));
    }
  }

  @Test
  void received_listenerThrows_closesThatConnectionAlone() throws Exception {
    assertClosesAlone(new IllegalStateException("cannot be read"));
  }

  @Test
  void received_listenerHasAnError_closesThatConnectionAlone() throws Exception {
    assertClosesAlone(new AssertionError("cannot be read"));
  }

  private void assertClosesAlone(Throwable failure) throws Exception {
    Connection other = connected();
    End broken = new End();
    End sender = new End();
    broken.onFrame = () -> sneak(failure);
    Connection connection = kinds.connect(sender, broken);

    connection.send(frame(1, 1));

    assertThat(broken.reason()).contains("cannot be read");
    assertThat(sender.reason()).isEqualTo("the other end has closed the connection");
    other.send(frame(2, 2));
    assertThat(right.next()).isEqualTo(bytes(2, 2));
  }

  private static void sneak(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  @Test
  void accepted_acceptorThrows_closesTheConnection() throws Exception {
    Acceptor broken =
        connection -> {
          throw new IllegalStateException("not wanted");
        };

    try (RawPeer peer = kinds.connectRaw(broken)) {
      assertThat(peer.receiveAll()).isEmpty();
    }
    assertThat(connected().isOpen()).isTrue();
  }

  @Test
  void ended_eachAcceptedConnection_isNotifiedOnce() throws Exception {
    var ended = new LinkedBlockingQueue<Connection>();
    var given = new ConcurrentLinkedQueue<Connection>();
    var acceptor =
        new Acceptor() {
          @Override
          public Listener accepted(Connection connection) {
            given.add(connection);
            if (given.size() == 2) {
              throw new IllegalStateException("not wanted");
            }
            connection.listen(new End());
            return right;
          }

          @Override
          public void ended(Connection connection) {
            ended.add(connection);
          }
        };

    try (RawPeer peer = kinds.connectRaw(acceptor)) {
      peer.send(framed(frame(1, 10)));
      assertThat(ended).isEmpty();
    }
    assertThat(ended.poll(60, TimeUnit.SECONDS)).isNotNull();
    try (RawPeer peer = kinds.connectRaw(acceptor)) {
      assertThat(peer.receiveAll()).isEmpty();
    }
    assertThat(ended.poll(60, TimeUnit.SECONDS)).isNotNull();
    kinds.awaitRounds();

    assertThat(given).hasSize(2);
    assertThat(ended).isEmpty();
  }

  @Test
  void closed_listenerThrows_othersGoOn() throws Exception {
    Connection other = connected();
    Connection connection =
        kinds.connect(
            new Listener() {
              @Override
              public void received(ByteBuffer frame) {}

              @Override
              public void closed(String reason) {
                throw new IllegalStateException("cannot be closed");
              }
            },
            new End());

    connection.close();
    kinds.awaitRounds();

    other.send(frame(2, 2));
    assertThat(right.next()).isEqualTo(bytes(2, 2));
  }

  /** Returns the bytes of frames on the wire. */
  private static ByteBuffer framed(ByteBuffer... frames) {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 10);
    for (ByteBuffer frame : frames) {
      bytes.putInt(frame.remaining()).put(frame);
    }
    return bytes.flip();
  }
}

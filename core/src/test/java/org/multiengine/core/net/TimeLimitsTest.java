package org.multiengine.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.multiengine.core.net.End.bytes;
import static org.multiengine.core.net.End.frame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The limits of time of TCP connections, by a clock that the test moves. */
final class TimeLimitsTest {

  private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final Duration HANDSHAKE = Duration.ofSeconds(10);

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1000); // it may overflow
  private final Connections connections =
      new Connections("there", new Connections.Limits(KEEP_ALIVE, SILENCE, 1 << 20), clock::get);
  private final End end = new End();

  @AfterEach
  void close() {
    end.open();
    connections.close();
  }

  private RawPeer connect(@Nullable Supplier<SSLEngine> tls, Acceptor acceptor) throws IOException {
    Server server =
        connections.listen(
            Kinds.bound(), tls, acceptor, new Connections.Handshakes(HANDSHAKE, 100));
    return RawPeer.of(SocketChannel.open(server.address()));
  }

  private void pass(Duration time) throws InterruptedException {
    clock.addAndGet(time.toNanos());
    awaitRounds();
  }

  private void awaitRounds() throws InterruptedException {
    for (int time = 0; time < 4; time++) {
      CountDownLatch done = new CountDownLatch(1);
      connections.execute(done::countDown);
      done.await();
    }
  }

  @Test
  void silence_nothingComes_closesTheConnection() throws Exception {
    RawPeer peer = connect(null, end);
    end.connection();

    pass(SILENCE.plusNanos(1));

    assertThat(end.reason()).isEqualTo("nothing has come for 20000 ms");
    peer.close();
  }

  @Test
  void silence_bytesCome_startsAnew() throws Exception {
    try (RawPeer peer = connect(null, end)) {
      Connection connection = end.connection();

      for (int number = 0; number < 5; number++) {
        pass(SILENCE);
        peer.send(framed(frame(number, 1)));
        assertThat(end.next()).isEqualTo(bytes(number, 1));
      }

      assertThat(connection.isOpen()).isTrue();
    }
  }

  @Test
  void silence_thisProcessWasBusyWithAnother_readsFirst() throws Exception {
    End busy = End.held();
    busy.onFrame = () -> clock.addAndGet(SILENCE.multipliedBy(10).toNanos());
    try (RawPeer peer = connect(null, end);
        RawPeer other = connect(null, busy)) {
      Connection connection = end.connection();
      other.send(framed(frame(0, 1)));
      busy.begun.await();

      peer.send(framed(frame(1, 1)));
      busy.open();

      assertThat(end.next()).isEqualTo(bytes(1, 1));
      awaitRounds();
      assertThat(connection.isOpen()).isTrue();
    }
  }

  @Test
  void silence_paused_doesNotCount() throws Exception {
    try (RawPeer peer = connect(null, end)) {
      Connection connection = end.connection();
      connection.pause();

      pass(SILENCE.multipliedBy(10));
      pass(SILENCE.multipliedBy(10));
      connection.resume();
      pass(KEEP_ALIVE);
      peer.send(framed(frame(1, 1)));

      assertThat(end.next()).isEqualTo(bytes(1, 1));
    }
  }

  @Test
  void keepAlive_nothingSent_sendsEmptyFrames() throws Exception {
    try (RawPeer peer = connect(null, end)) {
      Connection connection = end.connection();

      pass(KEEP_ALIVE);
      assertThat(peer.receive()).isEmpty();
      pass(KEEP_ALIVE);
      connection.send(frame(1, 3));

      assertThat(peer.receive()).isEmpty();
      assertThat(peer.receive()).isEqualTo(bytes(1, 3));
    }
  }

  @Test
  void keepAlive_framesSent_sendsNothing() throws Exception {
    try (RawPeer peer = connect(null, end)) {
      Connection connection = end.connection();

      for (int number = 0; number < 4; number++) {
        pass(KEEP_ALIVE.dividedBy(2));
        connection.send(frame(number, 3));
      }

      for (int number = 0; number < 4; number++) {
        assertThat(peer.receive()).isEqualTo(bytes(number, 3));
      }
    }
  }

  @Test
  void handshake_nothingComes_closesTheConnectionAlone() throws Exception {
    try (RawPeer open = connect(null, end);
        RawPeer half = connect(() -> server("member.p12"), new End())) {
      Connection other = end.connection();
      CompletableFuture<byte[]> all = CompletableFuture.supplyAsync(() -> receiveAll(half));

      await()
          .until(
              () -> {
                pass(HANDSHAKE.dividedBy(2));
                open.send(framed(frame(1, 1)));
                end.next();
                return all.isDone();
              });

      assertThat(other.isOpen()).isTrue();
    }
  }

  @Test
  void handshake_otherEndSendsByteByByte_closesTheConnection() throws Exception {
    try (RawPeer half = connect(() -> server("member.p12"), new End())) {
      byte[] startOfHello = {22, 3, 1, 1, 0, 1, 0, 0, (byte) 252, 3, 3};
      CompletableFuture<byte[]> all = CompletableFuture.supplyAsync(() -> receiveAll(half));
      for (byte each : startOfHello) {
        half.send(ByteBuffer.allocate(1).put(0, each));
        pass(HANDSHAKE.dividedBy(startOfHello.length - 3));
      }

      await()
          .until(
              () -> {
                pass(HANDSHAKE);
                return all.isDone();
              });
    }
  }

  private static SSLEngine server(String file) {
    return Certificates.server(Certificates.context(file));
  }

  private static byte[] receiveAll(RawPeer peer) {
    try {
      return peer.receiveAll();
    } catch (IOException e) {
      return new byte[0]; // reset, which is an end as well
    }
  }

  @Test
  void closeAfterSending_otherEndDoesNotClose_isNotWaitedForForever() throws Exception {
    try (RawPeer peer = connect(null, end)) {
      end.connection().closeAfterSending();
      assertThat(peer.receiveAll()).isEmpty();
      awaitRounds();
      assertThat(end.closed).isNotDone();

      pass(Duration.ofSeconds(6));

      assertThat(end.reason()).isEqualTo("closed by this end");
    }
  }

  @Test
  void limits_notPositive_throw() {
    assertThatThrownBy(() -> new Connections.Limits(Duration.ZERO, SILENCE, 1))
        .hasMessage("keepAlive is PT0S");
    assertThatThrownBy(() -> new Connections.Limits(SILENCE, Duration.ofSeconds(-1), 1))
        .hasMessage("silence is PT-1S");
    assertThatThrownBy(() -> new Connections.Limits(SILENCE, SILENCE, 0))
        .hasMessage("maxUnreadBytes is 0");
    assertThatThrownBy(() -> new Connections.Handshakes(Duration.ZERO, 1))
        .hasMessage("limit is PT0S");
    assertThatThrownBy(() -> new Connections.Handshakes(HANDSHAKE, 0)).hasMessage("maxAtOnce is 0");
  }

  private static ByteBuffer framed(ByteBuffer frame) {
    return ByteBuffer.allocate(100).putInt(frame.remaining()).put(frame).flip();
  }
}

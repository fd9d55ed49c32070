package org.multiengine.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.core.net.End.bytes;
import static org.multiengine.core.net.End.frame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Peers that send and do not read what is sent to them. */
final class UnreadTest {

  private static final int MAX_UNREAD_BYTES = 200_000;
  private static final int ANSWER_BYTES = 10_000;

  private final Connections connections =
      new Connections(
          "unread",
          new Connections.Limits(Duration.ofMinutes(1), Duration.ofMinutes(10), MAX_UNREAD_BYTES));
  private final End end = new End();
  private final AtomicLong largest = new AtomicLong();

  @AfterEach
  void close() {
    connections.close();
  }

  private RawPeer connect() throws IOException {
    Server server = connections.listen(Kinds.bound(), null, end, Kinds.HANDSHAKES);
    return RawPeer.of(SocketChannel.open(server.address()));
  }

  private void answer() {
    Connection connection = end.accepted.join();
    connection.send(ByteBuffer.allocate(ANSWER_BYTES));
    largest.accumulateAndGet(connection.backlogBytes(), Math::max);
  }

  @Test
  void send_otherEndSendsAndNeverReads_closesTheConnection() throws Exception {
    end.onFrame = this::answer;
    try (RawPeer peer = connect()) {
      ByteBuffer one = ByteBuffer.allocate(5).putInt(0, 1);
      while (!end.closed.isDone()) {
        sendUnlessClosed(peer, one);
      }
    }

    assertThat(end.reason()).startsWith("the other end does not read: ");
    assertThat(Connections.isUnread(end.reason())).isTrue();
    assertThat(largest.get()).isBetween(1L, MAX_UNREAD_BYTES + ANSWER_BYTES + 4L);
  }

  private static void sendUnlessClosed(RawPeer peer, ByteBuffer frame) {
    try {
      peer.send(frame.duplicate());
    } catch (IOException e) {
      assertThat(e).isNotNull(); // the connection is closed; the listener is notified soon
    }
  }

  @Test
  void send_oneFrameAboveTheLimit_isSent() throws Exception {
    try (RawPeer peer = connect()) {
      end.connection().send(frame(1, 100 * MAX_UNREAD_BYTES));

      assertThat(peer.receive()).isEqualTo(bytes(1, 100 * MAX_UNREAD_BYTES));
    }
    assertThat(Connections.isUnread(end.reason())).isFalse();
  }
}

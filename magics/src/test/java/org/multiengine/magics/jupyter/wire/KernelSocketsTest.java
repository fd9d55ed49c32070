package org.multiengine.magics.jupyter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

final class KernelSocketsTest {

  private static final ConnectionInfo INFO =
      new ConnectionInfo(
          "127.0.0.1", new ConnectionInfo.Ports(0, 0, 0, 0, 0), "secret", "hmac-sha256");
  private static final int LIMIT_MILLIS = 30_000;

  private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
  private final KernelSockets sockets = new KernelSockets(INFO);
  private final ZContext frontEnd = new ZContext();
  private final MessageCodec codec = new MessageCodec(new MessageSigner("hmac-sha256", "secret"));

  @AfterEach
  void close() {
    frontEnd.close();
    sockets.close();
  }

  private ZMQ.Socket connect(SocketType type, int port) {
    ZMQ.Socket socket = frontEnd.createSocket(type);
    socket.setReceiveTimeOut(LIMIT_MILLIS);
    socket.connect("tcp://127.0.0.1:" + port);
    return socket;
  }

  private static Message message(String type) {
    return new Message(
        List.of(),
        Message.object().put("msg_type", type).put("msg_id", type),
        Message.object(),
        Message.object(),
        Message.object(),
        List.of());
  }

  private static void send(ZMQ.Socket socket, List<byte[]> frames) {
    for (int i = 0; i < frames.size(); i++) {
      socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
    }
  }

  private Message receive(ZMQ.Socket socket) throws WireError {
    List<byte[]> frames = new ArrayList<>();
    do {
      frames.add(socket.recv());
    } while (socket.hasReceiveMore());
    return codec.decode(frames);
  }

  private Message take() throws InterruptedException {
    return Objects.requireNonNull(received.poll(LIMIT_MILLIS, TimeUnit.MILLISECONDS));
  }

  @Test
  void send_replyToARequest_reachesItsFrontEnd() throws Exception {
    sockets.start((channel, message) -> received.add(message));
    ZMQ.Socket control = connect(SocketType.DEALER, sockets.port(Channel.CONTROL));
    send(control, codec.encode(message("ping")));

    Message request = take();
    sockets.send(
        Channel.CONTROL,
        new Message(
            request.identities(),
            message("pong").header(),
            request.header(),
            Message.object(),
            Message.object(),
            List.of()));

    Message reply = receive(control);
    assertThat(reply.type()).isEqualTo("pong");
    assertThat(reply.parentHeader()).isEqualTo(request.header());
  }

  @Test
  void receive_forgedMessage_isDropped() throws Exception {
    sockets.start((channel, message) -> received.add(message));
    ZMQ.Socket shell = connect(SocketType.DEALER, sockets.port(Channel.SHELL));
    var forger = new MessageCodec(new MessageSigner("hmac-sha256", "guess"));
    send(shell, forger.encode(message("forged")));
    send(shell, codec.encode(message("genuine")));

    assertThat(take().type()).isEqualTo("genuine");
    assertThat(received).isEmpty();
  }

  @Test
  void heartbeat_anyText_isEchoed() {
    sockets.start((channel, message) -> {});
    ZMQ.Socket heart = connect(SocketType.REQ, sockets.heartbeatPort());
    heart.send("ping".getBytes(UTF_8));

    assertThat(heart.recv()).isEqualTo("ping".getBytes(UTF_8));
  }

  @Test
  void publish_byAnInterruptedThread_keepsTheSockets() throws Exception {
    sockets.start((channel, message) -> {});
    ZMQ.Socket subscriber = connect(SocketType.SUB, sockets.publicationPort());
    subscriber.subscribe(new byte[0]);
    subscriber.setReceiveTimeOut(10);
    List<byte[]> frames = new ArrayList<>();
    while (frames.isEmpty()) { // the subscription takes a moment
      Thread.currentThread().interrupt();
      sockets.publish(message("status"));
      assertThat(Thread.interrupted()).isTrue();
      byte[] frame = subscriber.recv();
      if (frame != null) {
        frames.add(frame);
      }
    }
    while (subscriber.hasReceiveMore()) {
      frames.add(subscriber.recv());
    }

    assertThat(codec.decode(frames).type()).isEqualTo("status");
  }

  @Test
  void create_portInUse_isNamed() {
    int port = sockets.heartbeatPort();
    var taken =
        new ConnectionInfo(
            "127.0.0.1", new ConnectionInfo.Ports(port, 0, 0, 0, 0), "", "hmac-sha256");

    assertThatThrownBy(() -> new KernelSockets(taken).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tcp://127.0.0.1:" + port);
  }
}

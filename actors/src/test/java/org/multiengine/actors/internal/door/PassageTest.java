package org.multiengine.actors.internal.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.PATIENCE;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.membership.Versions;
import org.multiengine.core.net.Connection;
import org.multiengine.core.net.Connections;
import org.multiengine.core.net.Listener;

/** The passage of a host's door to an engine process, whose part a test plays. */
@Timeout(120)
final class PassageTest {

  private static final String DOOR = "10.0.0.1:7000";
  private static final ActorTestKit testKit = TestSystems.plain();

  private final Connections connections =
      new Connections(
          "passage-test",
          new Connections.Limits(Duration.ofMinutes(1), Duration.ofMinutes(5), 1 << 20));
  private final TestMembers members = new TestMembers();
  private final String host = members.add(1, NodeRoles.HOST, NodeRoles.door(DOOR));
  private final String engines =
      members.add(2, NodeRoles.ENGINE, NodeRoles.slot("a-2"), NodeRoles.door(DOOR));
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Peer process = new Peer();
  private final CompletableFuture<Connection> accepted = new CompletableFuture<>();
  private ServerSocketChannel bound;

  @BeforeEach
  void open(@TempDir Path parent) throws Exception {
    SocketFolder sockets = SocketFolder.open(parent.toString(), DOOR);
    connections.listen(
        Objects.requireNonNull(sockets.socket("a-2")),
        connection -> {
          accepted.complete(connection);
          return process;
        },
        10);
    var passage =
        new Passage(connections, new Processes(members), sockets, DOOR, 100_000, tasks::add);
    var sessions = new LinkSessions(testKit.system(), () -> null, Duration.ofMinutes(1), 10);
    var services = new Door.Services(host, "ours", sessions, passage, null);
    bound = ServerSocketChannel.open();
    bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    connections.listen(
        bound,
        null,
        new Door(services, Versions.own(), connection -> null, new Door.Limits(10, 10, late -> {})),
        new Connections.Handshakes(PATIENCE, 10));
  }

  @AfterEach
  void close() {
    connections.close();
  }

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  /** An end that keeps the frames it receives. */
  private static final class Peer implements Listener {

    final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    final CompletableFuture<String> closed = new CompletableFuture<>();

    @Override
    public void received(ByteBuffer frame) {
      byte[] bytes = new byte[frame.remaining()];
      frame.get(bytes);
      received.add(bytes);
    }

    @Override
    public void closed(String reason) {
      closed.complete(reason);
    }

    <T> T next(Class<T> type) throws InterruptedException {
      return DoorFormat.read(ByteBuffer.wrap(next()), type);
    }

    byte[] next() throws InterruptedException {
      byte[] frame = received.poll(30, TimeUnit.SECONDS);
      assertThat(frame).isNotNull();
      return frame;
    }
  }

  private Connection connect(Peer client, String to) throws IOException {
    var address = (InetSocketAddress) bound.socket().getLocalSocketAddress();
    Connection connection = connections.connect(address, null, PATIENCE, client);
    connection.send(hello(to));
    return connection;
  }

  private static ByteBuffer hello(String process) {
    return DoorFormat.write(Hello.link(Versions.own().byName(), process, "a", false));
  }

  /** Runs the next task of the passage, which is not one of the reading thread. */
  private void runTask() throws InterruptedException {
    Runnable task = tasks.poll(30, TimeUnit.SECONDS);
    assertThat(task).isNotNull();
    task.run();
  }

  @Test
  void pass_helloOfALink_reachesTheProcessInTheNameOfTheClient() throws Exception {
    var client = new Peer();
    Connection connection = connect(client, engines);
    runTask();

    assertThat(process.next(Hello.class).origin()).startsWith("127.0.0.1:");
    accepted.get().send(ByteBuffer.wrap(new byte[] {1, 2}));
    assertThat(client.next()).containsExactly(1, 2);
    connection.send(ByteBuffer.allocate(100_000));
    assertThat(process.next()).hasSize(100_000);
  }

  @Test
  void pass_connectingToTheProcessWaits_othersAreServed() throws Exception {
    var waiting = new Peer();
    connect(waiting, engines);
    Runnable task = tasks.poll(30, TimeUnit.SECONDS);

    var other = new Peer();
    connect(other, "nobody");
    assertThat(other.next(Welcome.class).refusal()).contains("nobody");
    assertThat(waiting.received).isEmpty();
    task.run();

    assertThat(process.next(Hello.class).process()).isEqualTo(engines);
  }

  @Test
  void pass_clientHasGone_endsTheConnectionToTheProcess() throws Exception {
    var client = new Peer();
    Connection connection = connect(client, engines);
    Runnable task = tasks.poll(30, TimeUnit.SECONDS);
    connection.close();
    client.closed.get(30, TimeUnit.SECONDS);

    task.run();

    assertThat(process.closed.get(30, TimeUnit.SECONDS)).isNotEmpty();
  }

  @Test
  void pass_processCannotBeReached_isRefusedForNow() throws Exception {
    String other = members.add(3, NodeRoles.ENGINE, NodeRoles.slot("a-3"), NodeRoles.door(DOOR));
    var client = new Peer();
    connect(client, other);
    runTask();

    Welcome refusal = client.next(Welcome.class);
    assertThat(refusal.refusal()).contains("cannot be reached");
    assertThat(refusal.last()).isFalse();
  }

  @Test
  void pass_frameBeforeTheAnswer_isRefused() throws Exception {
    try (SocketChannel hostile = SocketChannel.open(bound.getLocalAddress())) {
      ByteBuffer hello = hello(engines);
      ByteBuffer both = ByteBuffer.allocate(hello.remaining() + 9).putInt(hello.remaining());
      hostile.write(both.put(hello).putInt(1).put((byte) 7).flip());
      runTask();

      var in = new DataInputStream(Channels.newInputStream(hostile));
      byte[] answer = new byte[in.readInt()];
      in.readFully(answer);
      assertThat(DoorFormat.read(ByteBuffer.wrap(answer), Welcome.class).refusal())
          .contains("before its hello is answered");
      assertThat(in.read()).isEqualTo(-1);
    }
  }
}

package org.multiengine.actors.internal.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.multiengine.actors.TestSystems.PATIENCE;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import java.io.DataInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.RemoteEnd;
import org.multiengine.actors.internal.link.RemoteEnds;
import org.multiengine.actors.internal.link.WireOpened;
import org.multiengine.actors.internal.link.frame.FrameFormat;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.membership.Versions;
import org.multiengine.core.net.Connection;
import org.multiengine.core.net.Connections;
import org.multiengine.core.net.Listener;

/** The door of an engine process, at which a test connects by itself. */
@Timeout(120)
final class DoorTest {

  private static final ActorTestKit testKit = TestSystems.plain();
  private static final Connections connections =
      new Connections(
          "door-test",
          new Connections.Limits(Duration.ofMinutes(1), Duration.ofMinutes(5), 1 << 20));

  private final TestProbe<Object> relay = testKit.createTestProbe(Object.class);
  private final Queue<Runnable> late = new ConcurrentLinkedQueue<>();
  private ServerSocketChannel bound;
  private Door door;

  @BeforeEach
  void open() throws Exception {
    bound = ServerSocketChannel.open();
    bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    door = open(relay, Duration.ofMinutes(1));
  }

  private Door open(TestProbe<Object> user, Duration resumeWithin) throws Exception {
    return open(user, resumeWithin, new Door.Limits(100, 100, late::add));
  }

  /** Opens another door, to which callers connect from now on. */
  private void reopen(Duration resumeWithin, Door.Limits limits) throws Exception {
    bound.close();
    bound = ServerSocketChannel.open();
    bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    door = open(relay, resumeWithin, limits);
  }

  private Door open(TestProbe<Object> user, Duration resumeWithin, Door.Limits limits)
      throws Exception {
    var sessions = new LinkSessions(testKit.system(), user::ref, resumeWithin, 2);
    var services = new Door.Services("engines", "ours", sessions, null, null);
    var opened = new Door(services, Versions.own(), connection -> null, limits);
    connections.listen(bound, null, opened, new Connections.Handshakes(PATIENCE, 200));
    return opened;
  }

  @AfterEach
  void close() throws Exception {
    bound.close();
  }

  @AfterAll
  static void shutDown() {
    connections.close();
    testKit.shutdownTestKit();
  }

  /** A client that sends frames by itself. */
  private final class Caller implements Listener {

    final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    final CompletableFuture<String> closed = new CompletableFuture<>();
    final Connection connection;

    Caller() throws Exception {
      var address = (InetSocketAddress) bound.getLocalAddress();
      connection = connections.connect(address, null, PATIENCE, this);
    }

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

    Welcome greet(Hello hello) throws Exception {
      return send(DoorFormat.write(hello));
    }

    Welcome send(ByteBuffer first) throws Exception {
      connection.send(first);
      return answer();
    }

    Welcome answer() throws Exception {
      byte[] answer = received.poll(30, TimeUnit.SECONDS);
      assertThat(answer).isNotNull();
      return DoorFormat.read(ByteBuffer.wrap(answer), Welcome.class);
    }

    void awaitEnd() throws Exception {
      assertThat(closed.get(30, TimeUnit.SECONDS)).isNotEmpty();
    }
  }

  private static Hello hello(String session, boolean resumed) {
    return Hello.link(Versions.own().byName(), "engines", session, resumed);
  }

  private static ByteBuffer frame(long sequence) {
    TestProbe<LinkFrame> self = testKit.createTestProbe();
    return new FrameFormat(testKit.system())
        .write(new LinkFrame(self.ref(), 1, sequence, 0, 0, null));
  }

  @Test
  void link_framesOfAClient_reachTheRelayInItsName() throws Exception {
    var caller = new Caller();
    assertThat(caller.greet(hello("a", false)).isAccepted()).isTrue();
    WireOpened opened = relay.expectMessageClass(WireOpened.class);

    caller.connection.send(frame(7));

    LinkFrame frame = relay.expectMessageClass(LinkFrame.class);
    assertThat(frame.from()).isEqualTo(opened.peer());
    assertThat(frame.sequence()).isEqualTo(7);
  }

  @Test
  void link_connectionLost_goesOnOverTheNext() throws Exception {
    var first = new Caller();
    first.greet(hello("a", false));
    WireOpened opened = relay.expectMessageClass(WireOpened.class);
    first.connection.close();

    var second = new Caller();
    assertThat(second.greet(hello("a", true)).isAccepted()).isTrue();

    assertThat(relay.expectMessageClass(WireOpened.class).peer()).isEqualTo(opened.peer());
  }

  @Test
  void link_connectionLostForTooLong_ends() throws Exception {
    reopen(Duration.ofMillis(1), new Door.Limits(100, 100, late::add));
    var caller = new Caller();
    caller.greet(hello("a", false));
    WireOpened opened = relay.expectMessageClass(WireOpened.class);

    caller.connection.close();

    relay.expectTerminated(opened.peer());
    assertThat(new Caller().greet(hello("a", true)).refusal()).contains("has ended");
  }

  @Test
  void link_clientOverTcpDoesNotRead_goesOnOverTheNextConnection() throws Exception {
    assertGoesOn(bound.getLocalAddress());
  }

  @Test
  void link_clientOnThisMachineDoesNotRead_goesOnOverTheNextConnection(@TempDir Path parent)
      throws Exception {
    Path folder =
        Files.createDirectory(
            parent.resolve("private"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path socket = folder.resolve("socket");
    connections.listen(socket, door, 10);

    assertGoesOn(UnixDomainSocketAddress.of(socket));
  }

  /** Sends to a client that does not read, until its connection is closed, and resumes its link. */
  private void assertGoesOn(SocketAddress address) throws Exception {
    try (SocketChannel hostile = SocketChannel.open(address)) {
      ByteBuffer hello = DoorFormat.write(hello("a", false));
      hostile.write(ByteBuffer.allocate(4).putInt(hello.remaining()).flip());
      hostile.write(hello);
      WireOpened opened = relay.expectMessageClass(WireOpened.class);
      RemoteEnd end = Objects.requireNonNull(RemoteEnds.get(testKit.system()).find(opened.peer()));

      for (long sent = 0; end.isOpen(); sent++) {
        end.send(new LinkFrame(opened.peer(), 1, sent, 0, 0, null)); // as acknowledgements
      }

      assertThat(new Caller().greet(hello("a", true)).isAccepted()).isTrue();
      assertThat(relay.expectMessageClass(WireOpened.class).peer()).isEqualTo(opened.peer());
    }
  }

  @Test
  void link_farewell_endsAtOnce() throws Exception {
    var caller = new Caller();
    caller.greet(hello("a", false));
    WireOpened opened = relay.expectMessageClass(WireOpened.class);

    caller.connection.send(ByteBuffer.wrap(new byte[] {127}));

    relay.expectTerminated(opened.peer());
    caller.awaitEnd();
    assertThat(relay.expectMessageClass(RemoteEnd.Gone.class).ref()).isEqualTo(opened.peer());
  }

  @Test
  void link_requestAheadOfTheFarewell_isStillOneOfTheClient() throws Exception {
    var caller = new Caller();
    caller.greet(hello("a", false));
    WireOpened opened = relay.expectMessageClass(WireOpened.class);

    caller.connection.send(frame(1));
    caller.connection.send(ByteBuffer.wrap(new byte[] {127}));
    relay.expectTerminated(opened.peer());

    RemoteEnds ends = RemoteEnds.get(testKit.system());
    assertThat(relay.expectMessageClass(LinkFrame.class).from()).isEqualTo(opened.peer());
    assertThat(ends.find(opened.peer())).isNotNull();
    ends.remove(relay.expectMessageClass(RemoteEnd.Gone.class).ref());
    assertThat(ends.find(opened.peer())).isNull();
    assertThat(RemoteEnds.isEnd(opened.peer())).isTrue();
  }

  @Test
  void link_damagedFrame_endsThatLinkAlone() throws Exception {
    var damaged = new Caller();
    damaged.greet(hello("a", false));
    WireOpened opened = relay.expectMessageClass(WireOpened.class);
    var sound = new Caller();
    sound.greet(hello("b", false));
    relay.expectMessageClass(WireOpened.class);

    damaged.connection.send(ByteBuffer.wrap("no frame".getBytes(StandardCharsets.UTF_8)));
    relay.expectTerminated(opened.peer());
    relay.expectMessageClass(RemoteEnd.Gone.class);
    sound.connection.send(frame(9));

    assertThat(relay.expectMessageClass(LinkFrame.class).sequence()).isEqualTo(9);
    damaged.awaitEnd();
  }

  @Test
  void link_moreThanTheLimit_isRefusedWithTheSetting() throws Exception {
    new Caller().greet(hello("a", false));
    new Caller().greet(hello("b", false));

    Welcome refusal = new Caller().greet(hello("c", false));

    assertThat(refusal.refusal()).contains("2 links", "multiengine.door.max-links");
  }

  @Test
  void accepted_moreThanTheLimit_isRefusedForNowWithTheSetting() throws Exception {
    reopen(Duration.ofMinutes(1), new Door.Limits(2, 2, late::add));
    var first = new Caller();
    first.greet(hello("a", false));
    new Caller().greet(hello("b", false));

    Welcome refusal = new Caller().answer();

    assertThat(refusal.refusal())
        .isEqualTo(
            "there are too many connections to this process, 2;"
                + " raise multiengine.door.max-connections");
    assertThat(refusal.last()).isFalse();
    first.connection.close();
    await().until(() -> new Caller().greet(hello("a", true)).isAccepted());
  }

  @Test
  void accepted_farAboveTheLimit_isClosedWithoutAReason() throws Exception {
    reopen(Duration.ofMinutes(1), new Door.Limits(0, 1, late::add));
    List<SocketChannel> lingering = new ArrayList<>();
    for (int count = 0; count < 100; count++) {
      lingering.add(SocketChannel.open(bound.getLocalAddress())); // whose ends are not waited for
    }

    var further = new Caller();

    further.awaitEnd();
    assertThat(further.received).isEmpty();
    for (SocketChannel each : lingering) {
      each.close();
    }
  }

  @Test
  void accepted_manyWithoutHello_isRefusedForNowWithTheSetting() throws Exception {
    reopen(Duration.ofMinutes(1), new Door.Limits(10, 2, late::add));
    new Caller().greet(hello("a", false));
    new Caller();
    var second = new Caller();

    assertThat(new Caller().answer().refusal()).contains("2;", "multiengine.door.max-handshakes");
    second.greet(hello("b", false));
    assertThat(new Caller().greet(hello("b", false)).isAccepted()).isTrue();
    late.forEach(Runnable::run);
    assertThat(new Caller().greet(hello("a", false)).isAccepted()).isTrue();
  }

  @Test
  void link_nameOfALinkInUse_isRefused() throws Exception {
    var first = new Caller();
    first.greet(hello("a", false));
    first.connection.send(frame(1));
    relay.expectMessageClass(WireOpened.class);
    relay.expectMessageClass(LinkFrame.class);

    assertThat(new Caller().greet(hello("a", false)).refusal()).contains("of this name");
  }

  @Test
  void hello_otherProcess_isRefused() throws Exception {
    Hello other = Hello.link(Versions.own().byName(), "others", "a", false);

    assertThat(new Caller().greet(other).refusal()).contains("others");
  }

  @Test
  void hello_otherVersions_isRefusedWithThoseOfTheDoor() throws Exception {
    Hello other = Hello.link(Map.of("multiengine", "0.0"), "engines", "a", false);

    Welcome refusal = new Caller().greet(other);

    assertThat(refusal.refusal()).contains("other versions");
    assertThat(refusal.versions()).isEqualTo(Versions.own().byName());
  }

  @Test
  void hello_controlOfAnEngineProcess_isRefused() throws Exception {
    assertThat(new Caller().greet(Hello.control(Versions.own().byName(), "ours")).refusal())
        .contains("no host");
  }

  @Test
  void hello_anotherCluster_isRefused() throws Exception {
    assertThat(new Caller().greet(Hello.control(Versions.own().byName(), "theirs")).refusal())
        .contains("another cluster");
  }

  @Test
  void hello_noJson_isRefusedAloneWithTheReason() throws Exception {
    var hostile = new Caller();

    Welcome refusal =
        hostile.send(ByteBuffer.wrap("GET / HTTP/1.1".getBytes(StandardCharsets.UTF_8)));

    assertThat(refusal.refusal()).contains("no hello");
    assertThat(refusal.last()).isTrue();
    hostile.awaitEnd();
    assertThat(new Caller().greet(hello("a", false)).isAccepted()).isTrue();
  }

  @Test
  void hello_notWithinTheLimit_endsTheConnectionAlone() throws Exception {
    var silent = new Caller();
    var greeted = new Caller();
    greeted.greet(hello("a", false));

    late.forEach(Runnable::run);

    silent.awaitEnd();
    assertThat(greeted.connection.isOpen()).isTrue();
  }

  @Test
  void link_welcomeWasLost_isAcceptedAgain() throws Exception {
    new Caller().greet(hello("a", false));

    assertThat(new Caller().greet(hello("a", false)).isAccepted()).isTrue();
  }

  @Test
  void hello_tooLong_isRefusedWithTheReason() throws Exception {
    var hostile = new Caller();

    assertThat(hostile.send(ByteBuffer.allocate(100_000)).refusal()).contains("100000 bytes");

    hostile.awaitEnd();
  }

  @Test
  void hello_longLengthAlone_isRefusedBeforeItHasCome() throws Exception {
    try (SocketChannel hostile = SocketChannel.open(bound.getLocalAddress())) {
      hostile.write(ByteBuffer.allocate(4).putInt(0, Connections.MAX_FRAME_BYTES));

      var in = new DataInputStream(Channels.newInputStream(hostile));
      byte[] answer = new byte[in.readInt()];
      in.readFully(answer);

      Welcome refusal = DoorFormat.read(ByteBuffer.wrap(answer), Welcome.class);
      assertThat(refusal.refusal()).contains(Connections.MAX_FRAME_BYTES + " bytes");
      assertThat(in.read()).isEqualTo(-1);
    }
  }
}

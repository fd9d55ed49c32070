package org.multiengine.actors.internal.door.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.multiengine.actors.TestSystems.PATIENCE;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.door.NodeDoors;
import org.multiengine.actors.internal.door.SocketFolder;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.core.Targets;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;

/** A client that connects to the door of a host with two engines. */
@Timeout(120)
final class DoorClientTest {

  private static final AtomicLong calls = new AtomicLong();
  private static ServerSocketChannel bound;
  private static BreakableProxy proxy;
  private static String address;
  private static ActorTestKit host;
  private static Path sockets;

  private final List<DoorClient> clients = new ArrayList<>();
  private final CompletableFuture<String> lost = new CompletableFuture<>();

  @BeforeAll
  static void startHost(@TempDir Path folder) throws Exception {
    bound = ServerSocketChannel.open();
    bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    proxy = new BreakableProxy(bound.socket().getLocalPort());
    address = proxy.address();
    host =
        TestSystems.node(
            ConfigFactory.empty(),
            NodeRoles.HOST,
            NodeRoles.ENGINE,
            NodeRoles.MULTIENGINE,
            NodeRoles.door(address));
    TestSystems.join(host);
    Multiengine multiengine = Multiengine.get(host.system());
    multiengine.startHost();
    multiengine.startEngines(2);
    assertThat(multiengine.directory().await(2, PATIENCE, count -> {})).isTrue();
    sockets = folder;
    SocketFolder own = SocketFolder.open(folder.toString(), address);
    NodeDoors.openAtHost(host.system(), new NodeDoors.HostDoor(bound, address, own, null));
  }

  @AfterAll
  static void shutDown() throws IOException {
    host.shutdownTestKit();
    proxy.close();
    bound.close();
  }

  @AfterEach
  void close() {
    proxy.mend();
    clients.forEach(DoorClient::close);
  }

  private DoorClient connect(String door, String socketFolder) {
    return connect(door, socketFolder, "60s");
  }

  private DoorClient connect(String door, String socketFolder, String resumeWithin) {
    Config config =
        ConfigFactory.parseMap(
                Map.of(
                    "multiengine.link.local-socket.folder",
                    socketFolder,
                    "multiengine.door.resume-within",
                    resumeWithin))
            .withFallback(NodeConfig.load());
    DoorClient client =
        DoorClient.connect(
            new DoorClient.Target("test", List.of(door), null, () -> false),
            config,
            PATIENCE,
            lost::complete);
    clients.add(client);
    return client;
  }

  private static String display(DoorClient client, String code) {
    TestProbe<CallObserver.Reply> observer = host.createTestProbe();
    client.controller().tell(submit(observer.ref(), Targets.of(0), code));
    CallObserver.Reply.Completed completed =
        observer.expectMessageClass(CallObserver.Reply.Completed.class);
    return String.valueOf(
        ((Outcome.Executed) completed.outcomes().get(0).outcome()).record().display());
  }

  private static Controller.Submit submit(
      ActorRef<CallObserver.Reply> observer, Targets targets, String code) {
    return new Controller.Submit(
        new CallId("ann", calls.incrementAndGet()),
        targets,
        List.of(new Request.Execute(code)),
        CallOptions.DEFAULT,
        CallObserver.replyTo(observer));
  }

  @Test
  void connect_overTcp_knowsTheEnginesAndCallsThem() throws Exception {
    DoorClient client = connect(address, "");

    assertThat(client.directory().await(2, PATIENCE, count -> {})).isTrue();
    assertThat(display(client, "6 * 7")).isEqualTo("42");
  }

  @Test
  void connect_overUnixSocket_knowsTheEnginesAndCallsThem() throws Exception {
    DoorClient client = connect(address, sockets.toString());

    assertThat(client.directory().await(2, PATIENCE, count -> {})).isTrue();
    assertThat(display(client, "6 * 7")).isEqualTo("42");
  }

  @Test
  void execute_longText_passes() throws Exception {
    DoorClient client = connect(address, "");
    assertThat(client.directory().await(2, PATIENCE, count -> {})).isTrue();

    assertThat(display(client, "'" + "x".repeat(30_000) + "'.size()")).isEqualTo("30000");
  }

  @Test
  void connect_thatReturns_knowsTheEngines() {
    for (int time = 0; time < 20; time++) {
      assertThat(connect(address, sockets.toString()).directory().ids()).hasSize(2);
    }
  }

  @Test
  void connect_nobodyListens_failsAtOnce() throws IOException {
    String free;
    try (ServerSocketChannel other = ServerSocketChannel.open()) {
      other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      free = "127.0.0.1:" + other.socket().getLocalPort();
    }

    assertThatThrownBy(() -> connect(free, ""))
        .isInstanceOf(KernelError.class)
        .hasMessageContaining("'test'")
        .hasMessageContaining(free);
  }

  @Test
  void execute_connectionBreaksOften_runsEachOnceAndInOrder() throws Exception {
    int requests = 1_000;
    DoorClient client = connect(address, "");
    assertThat(client.directory().await(2, PATIENCE, count -> {})).isTrue();
    assertThat(display(client, "ran = []; ran.size()")).isEqualTo("0");
    TestProbe<CallObserver.Reply> observer = host.createTestProbe();

    for (int i = 0; i < requests; i++) {
      client.controller().tell(submit(observer.ref(), Targets.of(0), "ran << " + i + "; null"));
      if (i % 100 == 50) {
        proxy.cut();
        proxy.mend();
      }
    }

    for (int i = 0; i < requests; i++) {
      observer.expectMessageClass(CallObserver.Reply.Completed.class);
    }
    assertThat(display(client, "ran == (0.." + (requests - 1) + ").toList()")).isEqualTo("true");
  }

  @Test
  void execute_connectionIsLostForTooLong_failsWithTheReason(@TempDir Path folder)
      throws Exception {
    DoorClient client = connect(address, "", "1ms");
    assertThat(client.directory().await(2, PATIENCE, count -> {})).isTrue();
    Path gate = folder.resolve("gate");
    TestProbe<CallObserver.Reply> observer = host.createTestProbe();
    Path begun = folder.resolve("begun");
    String code =
        "new File('%s').createNewFile(); while (!new File('%s').exists()) { sleep 5 }"
            .formatted(begun, gate);
    client.controller().tell(submit(observer.ref(), Targets.of(1), code));
    await().until(() -> Files.exists(begun));

    proxy.cut();

    CallObserver.Reply.Completed completed =
        observer.expectMessageClass(CallObserver.Reply.Completed.class);
    proxy.mend();
    Files.createFile(gate);
    var failed = (Outcome.Failed) completed.outcomes().get(0).outcome();
    assertThat(failed.failure().errorName()).isEqualTo("EngineLost");
    assertThat(failed.failure().errorMessage()).contains("could not be reached for ");
  }

  @Test
  void removeLost_noneIsLost_returnsNone() throws Exception {
    DoorClient client = connect(address, "");

    assertThat(client.removeLost(PATIENCE).toCompletableFuture().get(30, TimeUnit.SECONDS))
        .isEmpty();
  }

  @Test
  void addEngines_hostOfAnApplication_failsWithTheReason() {
    DoorClient client = connect(address, "");

    assertThatThrownBy(
            () ->
                client
                    .addEngines(1, PATIENCE, started -> {})
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(KernelError.class)
        .hasMessageContaining("engines");
  }
}

package org.multiengine.test.cluster.security;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.security.ClusterKeys;
import org.multiengine.actors.internal.security.Credentials;
import org.multiengine.actors.internal.security.NodeKind;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.command.Main;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.HostProcess;

/** Tests connections and nodes that a cluster refuses. The cluster serves after each of them. */
@Tag("fault")
@Timeout(240)
final class SecurityTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int CONNECTIONS = 1_000;
  private static final ClusterKeys.Validity VALIDITY =
      new ClusterKeys.Validity(Duration.ofDays(2), Duration.ofDays(1));

  private static Path folder;
  private static HostProcess host;
  private static MultiEngineClient mec;

  private final List<ActorSystem<?>> intruders = new ArrayList<>();

  @BeforeAll
  static void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    host = HostProcess.start(folder.resolve("home"), "-n", "1");
    mec = MultiEngineClient.connect(host.clientFile());
  }

  @AfterAll
  static void stop() {
    mec.close();
    host.close();
  }

  @AfterEach
  void serves() {
    intruders.forEach(ActorSystem::terminate);
    assertThat(mec.execute("1 + 1")).hasSize(1);
  }

  private static int port() {
    return URI.create(host.connection().address()).getPort();
  }

  private static Socket connect() throws IOException {
    var socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 5_000);
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static Credentials ofClient() {
    return requireNonNull(ConnectionData.read(host.clientFile()).access()).client();
  }

  private static Credentials ofNode(NodeKind kind) {
    String authority =
        requireNonNull(ConnectionData.read(host.connectionFile()).access()).authority();
    return ClusterKeys.of(requireNonNull(authority), VALIDITY, List.of("127.0.0.1")).of(kind);
  }

  private ActorSystem<?> intrude(
      @Nullable Credentials credentials, String settings, String... roles) {
    ActorSystem<Void> system = Intruder.start(host, credentials, settings, roles);
    intruders.add(system);
    return system;
  }

  @Test
  @Fault(value = "8.1 random bytes, 100 times", outcome = "closed; one line in the log")
  void port_randomBytes_isClosedAndLoggedOnce() throws Exception {
    for (int i = 0; i < 100; i++) {
      byte[] bytes = new byte[4_096];
      new Random(i).nextBytes(bytes);
      try (Socket socket = connect()) {
        socket.getOutputStream().write(bytes);
        assertThat(readAll(socket)).hasSizeLessThan(100);
      }
    }

    Pattern line = Pattern.compile("WARN .*RefusalLog .*refused \\d+ connections?; last reason: ");
    assertThat(line.matcher(host.output()).results()).hasSizeBetween(1, 3);
  }

  @Test
  @Fault(value = "8.3 a node with another cluster's certificate", outcome = "does not join")
  void node_withAnotherClustersCertificate_doesNotJoin() throws Exception {
    ClusterKeys others = ClusterKeys.inMemory(VALIDITY, List.of("127.0.0.1"));

    ActorSystem<?> stranger = intrude(others.of(NodeKind.HOST), "", NodeRoles.CLIENT);

    Intruder.assertStaysOutside(stranger);
    assertThat(mec.ids()).containsExactly(0);
  }

  @Test
  @Fault(value = "8.2 a node without TLS or certificate", outcome = "does not join")
  void node_withoutTls_doesNotJoin() throws Exception {
    ActorSystem<?> plain = intrude(null, "", NodeRoles.CLIENT);

    Intruder.assertStaysOutside(plain);
  }

  @Test
  @Fault(value = "8.4 a client's credentials in a node that joins", outcome = "does not join")
  void node_withAClientsCredentials_doesNotJoin() throws Exception {
    ActorSystem<?> client = intrude(ofClient(), "", NodeRoles.CLIENT);
    ActorSystem<?> usurper =
        intrude(ofClient(), "", NodeRoles.HOST, NodeRoles.MULTIENGINE, NodeRoles.ENGINE);

    Intruder.assertStaysOutside(client);
    Intruder.assertStaysOutside(usurper);
    assertThat(host.connection().seeds()).hasSize(1);
  }

  @Test
  @Fault(
      value = "8.8 an engine process's credentials in a node that joins as a host",
      outcome = "is put out")
  void node_withAnEngineProcesssCredentialsThatJoinsAsAHost_isPutOut() throws Exception {
    ActorSystem<?> usurper =
        intrude(ofNode(NodeKind.ENGINE), "", NodeRoles.HOST, NodeRoles.MULTIENGINE);

    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> usurper.getWhenTerminated().toCompletableFuture().isDone());
    assertThat(host.output())
        .contains("is removed from the cluster: its certificate is that of an engine process");
    assertThat(host.connection().seeds()).hasSize(1);
  }

  @Test
  void builder_joinWithAClientsFile_isRefused() {
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> LocalCluster.builder().join(host.clientFile()).build())
        .withMessageContaining("lets its holder be a client only");
  }

  /** Were it read by Java's serialization on the host, it would leave a file. */
  private static final class Trap implements Serializable {
    private static final long serialVersionUID = 1;
    private final String file;

    Trap(String file) {
      this.file = file;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      Files.writeString(Path.of(file), "caught");
    }
  }

  @Test
  @Fault(
      value = "8.5 a message of an unknown class, by Java's serialization",
      outcome = "is not read")
  void host_messageOfJavasSerialization_isNotRead() throws Exception {
    File file = folder.resolve("trap").toFile();
    ActorSystem<?> node =
        intrude(
            ofNode(NodeKind.HOST),
            "akka.actor { allow-java-serialization = on, warn-about-java-serializer-usage = off }",
            NodeRoles.CLIENT);
    Awaitility.await().atMost(LIMIT).until(() -> Intruder.isInside(node));
    var classic = Adapter.toClassic(node);

    for (String path : List.of("/system/multiengine-host", "/user", "/system/sharding")) {
      classic
          .actorSelection(host.connection().address() + path)
          .tell(new Trap(file.toString()), akka.actor.ActorRef.noSender());
    }

    assertThat(mec.execute("2")).hasSize(1);
    Awaitility.await().during(2, TimeUnit.SECONDS).atMost(LIMIT).until(() -> !file.exists());
  }

  @Test
  @Fault(
      value = "8.6 1,000 connections that never finish their handshake",
      outcome = "others are served")
  void host_aThousandHalfOpenConnections_goesOnAndGivesTheirMemoryBack() throws Exception {
    long pid = host.connection().pid();
    long before = files(pid);
    List<Socket> sockets = new ArrayList<>();
    byte[] halfAHello = {0x16, 3, 1, 2, 0, 1};
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        sockets.add(connect());
        if (i % 2 == 0) {
          sockets.get(i).getOutputStream().write(halfAHello);
        }
      }

      assertThat(mec.execute("3")).hasSize(1);
      try (MultiEngineClient other = MultiEngineClient.connect(host.clientFile())) {
        assertThat(other.execute("4")).hasSize(1);
      }
      assertThat(residentMegabytes(pid)).isLessThan(1_000);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    Awaitility.await().atMost(LIMIT).until(() -> files(pid) < before + 20);
  }

  @Test
  @Fault(
      value = "8.7 a client of another protocol version",
      outcome = "is refused, a table on both sides")
  void versions_ofAClientThatDiffers_areRefusedWithATableOnBothSides() throws Exception {
    ProcessBuilder client =
        Children.java(Main.class.getName(), "exec", "--connect", host.clientFile().toString(), "1");
    client.command().add(1, "-Dmultiengine.handshake.protocol=99");
    Process process = client.redirectErrorStream(true).start();

    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(Children.awaitExit(process)).isEqualTo(1);
    assertThat(said)
        .contains("runs other versions; run the same on both")
        .containsPattern("protocol +99 +\\d+ +<- differs");
    assertThat(host.output())
        .contains("is refused, because it runs other versions")
        .containsPattern("protocol +\\d+ +99 +<- differs");
  }

  @Test
  void processes_ofACluster_listenOnOnePortEachAndTheHostAtItsDoor() throws Exception {
    long ofHost = host.pids().get(0);
    for (long pid : host.pids()) {
      assertThat(listening(pid)).as("ports of process " + pid).isEqualTo(pid == ofHost ? 2 : 1);
    }
  }

  /** A connection that is reset has been closed, too. */
  private static byte[] readAll(Socket socket) {
    try (InputStream in = socket.getInputStream()) {
      return in.readAllBytes();
    } catch (IOException reset) {
      return new byte[0];
    }
  }

  private static long files(long pid) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return open.count();
    }
  }

  private static long residentMegabytes(long pid) throws IOException {
    String status = Files.readString(Path.of("/proc/" + pid + "/status"));
    Matcher line = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(status);
    assertThat(line.find()).isTrue();
    return Long.parseLong(line.group(1)) / 1024;
  }

  private static long listening(long pid) throws IOException {
    List<String> sockets = new ArrayList<>();
    try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      for (Path file : open.filter(Files::isSymbolicLink).toList()) {
        sockets.add(Files.readSymbolicLink(file).toString());
      }
    }
    return Stream.of("tcp", "tcp6")
        .flatMap(table -> lines(Path.of("/proc/" + pid + "/net/" + table)))
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields.length > 9 && fields[3].equals("0A"))
        .filter(fields -> sockets.contains("socket:[" + fields[9] + "]"))
        .count();
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

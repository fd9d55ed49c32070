package org.multiengine.test.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.magics.command.Main;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.HostProcess;

/**
 * Tests two pods of samples/deployment with one engine each, on one machine. They have different
 * ports instead of the names that Kubernetes gives pods.
 */
@Tag("fault")
@Tag("long")
@Timeout(240)
@TestMethodOrder(OrderAnnotation.class)
final class PodsTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Manifests MANIFESTS = Manifests.read();
  private static final int PODS = 2;

  private static Path folder;
  private static int[] ports;
  private static int[] doorPorts;
  private static HostProcess first;
  private static HostProcess second;
  private static MultiEngineClient mec;

  @BeforeAll
  static void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    ports = new int[] {freePort(), freePort()};
    doorPorts = new int[] {freePort(), freePort()};
    assertThat(run(keys())).isZero();
    first = launch(0);
    second = launch(1);
    first.awaitReady();
    second.awaitReady();
    mec = MultiEngineClient.connect(folder.resolve("keys/client.json"));
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Returns the command that writes the files; they name the door of the first pod. */
  private static String[] keys() {
    return new String[] {
      "keys",
      folder.resolve("keys").toString(),
      "--seed-nodes",
      seedNodes(),
      "--door-port",
      String.valueOf(doorPorts[0])
    };
  }

  private static int run(String... words) {
    var nowhere = new PrintWriter(new StringWriter());
    return Main.run(nowhere, nowhere, words);
  }

  private static String seedNodes() {
    return "localhost:" + ports[0] + ",localhost:" + ports[1];
  }

  /** Returns a pod's own command line but for what is of Kubernetes. */
  private static List<String> arguments(int pod) {
    int enginePorts = 31_000 + 20 * pod;
    return MANIFESTS.arguments(pod).stream()
        .map(word -> word.replaceFirst("(?<=--seed-nodes=).*", seedNodes()))
        .map(word -> word.replaceFirst("(?<=--advertise=).*", "localhost"))
        .map(word -> word.replaceFirst("(?<=--port=).*", String.valueOf(ports[pod])))
        .map(word -> word.replaceFirst("(?<=--door-port=).*", String.valueOf(doorPorts[pod])))
        .map(word -> word.replaceFirst("(?<=--engines=).*", "1"))
        .map(
            word ->
                word.replaceFirst("(?<=--engine-ports=).*", enginePorts + "-" + (enginePorts + 19)))
        .map(word -> word.replace("/etc/multiengine", folder.resolve("keys").toString()))
        .toList();
  }

  private static HostProcess launch(int pod) throws Exception {
    String[] words = arguments(pod).stream().skip(1).toArray(String[]::new); // without "start"
    List<String> options =
        Stream.of(MANIFESTS.environment(pod).getOrDefault("JAVA_OPTS", "").split(" "))
            .filter(option -> option.startsWith("-D"))
            .toList();
    return HostProcess.launch(folder.resolve("pod-" + pod), options, words);
  }

  @AfterAll
  static void end() {
    mec.close();
    first.close();
    second.close();
  }

  private static void awaitEngines() {
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(mec.ids())
                    .as(() -> first.output() + second.output())
                    .containsExactly(0, 1));
  }

  @Test
  @Order(1)
  void hosts_startedTogetherFromTheSameFiles_areOneCluster() {
    awaitEngines();

    assertThat(mec.apply(engine -> engine.id())).isEqualTo(List.of(0, 1));
    assertThat(first.connection().seeds()).hasSize(PODS);
  }

  @Test
  @Order(2)
  void probes_ofAHost_findItWell() {
    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      List<String> command =
          Manifests.texts(MANIFESTS.container().path(probe).path("exec").path("command"));
      String[] words =
          command.stream().skip(1).toArray(String[]::new); // two engines are there in all

      assertThat(runFor(first, words)).as(probe).isZero();
    }
  }

  @Test
  @Order(3)
  void firstHost_killedAndStartedAgain_joinsItsClusterUnderItsIds() throws Exception {
    List<Long> processes = first.pids();
    first.kill();
    Children.awaitGone(processes);

    first = launch(0);
    first.awaitReady();

    awaitEngines();
    try (var late = MultiEngineClient.connect(folder.resolve("keys/client.json"))) {
      assertThat(late.apply(engine -> engine.id())).isEqualTo(List.of(0, 1));
    }
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(first.connection().seeds())
                    .containsExactlyInAnyOrderElementsOf(second.connection().seeds()));
  }

  @Test
  @Order(4)
  void termination_ofBothHosts_endsThemInOrder() throws Exception {
    mec.close();

    assertThat(second.stop()).isEqualTo(128 + 15);
    assertThat(first.stop()).isEqualTo(128 + 15);
    assertThat(first.connectionFile()).doesNotExist();
    assertThat(second.connectionFile()).doesNotExist();
  }

  private static int runFor(HostProcess host, String... words) {
    String[] all = new String[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--connect";
    all[words.length + 1] = host.connectionFile().toString();
    return run(all);
  }
}

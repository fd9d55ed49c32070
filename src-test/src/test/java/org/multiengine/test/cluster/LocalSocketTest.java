package org.multiengine.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.test.support.Clusters;

/** Tests local sockets between a client and engine processes, as Linux lists them. */
@Timeout(240)
@EnabledOnOs(OS.LINUX)
final class LocalSocketTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Path SOCKETS = Path.of("/proc/net/unix");
  private static final String NAME = "/multiengine-";

  @Test
  void execute_sameMachine_usesALocalSocket() throws IOException {
    try (LocalCluster cluster = Clusters.processes(1).start();
        MultiEngineClient mec = cluster.connect()) {
      mec.execute("a = 5");

      Awaitility.await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(connections(cluster)).hasSize(1));
      assertThat(mec.pull("a")).containsExactly(5);
    }
  }

  @Test
  void execute_sameMachineWithoutAFolder_usesAkkasConnection() throws IOException {
    String none = "-Dmultiengine.link.local-socket.folder=";
    try (LocalCluster cluster = Clusters.processes(1, none).start();
        MultiEngineClient mec = cluster.connect()) {
      mec.execute("a = 5");

      assertThat(mec.pull("a")).containsExactly(5);
      assertThat(connections(cluster)).isEmpty();
    }
  }

  /** Returns the connections that engine processes have accepted. */
  private static List<String> connections(LocalCluster cluster) throws IOException {
    Set<String> open =
        cluster.pids().stream().flatMap(LocalSocketTest::open).collect(Collectors.toSet());
    return Files.readAllLines(SOCKETS).stream()
        .filter(line -> line.contains(NAME))
        .filter(line -> open.contains("socket:[" + line.trim().split("\\s+", -1)[6] + "]"))
        .toList();
  }

  private static Stream<String> open(long pid) {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return descriptors.map(LocalSocketTest::target).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closed) {
      return ""; // meanwhile
    }
  }
}

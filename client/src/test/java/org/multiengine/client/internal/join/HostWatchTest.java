package org.multiengine.client.internal.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multiengine.client.internal.connection.ConnectionData;

/** Which process a client takes for the host of its cluster. */
final class HostWatchTest {

  private static final String LOOPBACK = "akka://multiengine@127.0.0.1:4711";

  private Process process;

  @BeforeEach
  void startProcess() throws IOException {
    process = new ProcessBuilder("sleep", "600").start();
  }

  @AfterEach
  void endProcess() {
    process.destroyForcibly();
  }

  private static Optional<Long> find(String address, long pid, long started) {
    var connection =
        new ConnectionData(
            "default", address, List.of(), pid, started, 1, Map.of(), Map.of(), null, Map.of());
    return HostWatch.find(connection).map(ProcessHandle::pid);
  }

  @Test
  void find_hostOfThisMachine_isItsProcess() {
    assertThat(find(LOOPBACK, process.pid(), System.currentTimeMillis())).contains(process.pid());
  }

  @Test
  void find_processStartedAfterTheCluster_isAnotherOne() {
    long before = System.currentTimeMillis() - Duration.ofMinutes(1).toMillis();

    assertThat(find(LOOPBACK, process.pid(), before)).isEmpty();
  }

  @Test
  void find_hostOfAnotherMachine_isNone() {
    String elsewhere = "akka://multiengine@192.0.2.1:4711";

    assertThat(find(elsewhere, process.pid(), System.currentTimeMillis())).isEmpty();
  }

  @Test
  void find_hostInThisProcess_isNone() {
    assertThat(find(LOOPBACK, ProcessHandle.current().pid(), System.currentTimeMillis())).isEmpty();
  }

  @Test
  void find_hostThatHasEnded_isNone() throws InterruptedException {
    process.destroyForcibly().waitFor();

    assertThat(find(LOOPBACK, process.pid(), System.currentTimeMillis())).isEmpty();
  }
}

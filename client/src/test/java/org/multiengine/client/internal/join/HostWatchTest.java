package org.multiengine.client.internal.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.client.internal.machine.ProcessIdentity;

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

  private static Optional<Long> find(ProcessIdentity host) {
    var connection =
        new ConnectionData(
            "default", LOOPBACK, List.of(), List.of(), host, 1, Map.of(), Map.of(), null, Map.of());
    return HostWatch.find(connection).map(ProcessHandle::pid);
  }

  private ProcessIdentity host() {
    return ProcessIdentity.of(process.toHandle());
  }

  @Test
  void find_hostOfThisMachine_isItsProcess() {
    assertThat(find(host())).contains(process.pid());
  }

  @Test
  void find_processOfAnotherStart_isAnotherOne() {
    ProcessIdentity host = host();

    assertThat(
            find(
                new ProcessIdentity(
                    host.machine(),
                    host.host(),
                    host.boot(),
                    host.namespace(),
                    host.pid(),
                    host.start() + "0")))
        .isEmpty();
  }

  @Test
  void find_hostOfAnotherMachine_isNone() {
    ProcessIdentity host = host();

    assertThat(
            find(
                new ProcessIdentity(
                    "another", "far", host.boot(), host.namespace(), host.pid(), host.start())))
        .isEmpty();
  }

  @Test
  void find_hostInThisProcess_isNone() {
    assertThat(find(ProcessIdentity.own())).isEmpty();
  }

  @Test
  void find_hostThatHasEnded_isNone() throws InterruptedException {
    ProcessIdentity host = host();
    process.destroyForcibly().waitFor();

    assertThat(find(host)).isEmpty();
  }
}

package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.join.ConnectionFile;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.command.Main;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Clusters;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.FaultClock;

/** Tests a cluster whose host, a separate program, is killed. */
@Tag("fault")
@Timeout(240)
final class HostLossTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Process host;
  private MultiEngineClient mec;
  private ConnectionFile connection;
  private List<Long> engines;

  @BeforeEach
  void start(@TempDir Path home) throws IOException {
    ProcessBuilder program =
        Children.java(Main.class.getName(), "start", "-n", "2", "--java-opts=" + Clusters.QUICK);
    program.environment().put("MULTIENGINE_HOME", home.toString());
    host =
        program
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path file = home.resolve("clusters/default/connection.json");
    Awaitility.await().atMost(LIMIT).until(() -> file.toFile().exists());
    connection = ConnectionFile.read(file);
    mec = MultiEngineClient.connect(file);
    engines = mec.apply(engine -> ProcessHandle.current().pid());
  }

  @AfterEach
  void end() {
    mec.close();
    host.destroyForcibly();
  }

  private void assertNamesTheHost(KernelError error) {
    assertThat(error.getMessage()).contains("host").contains("process " + host.pid());
  }

  @Test
  @Fault(
      value = "4.1 kill -9 of the only host",
      outcome = "calls fail and name the host; engine processes and clients end")
  void host_killed_isNamedByTheErrorOfEveryCallAndItsEnginesEnd(FaultClock clock) throws Exception {
    PendingResult<?> running = mec.executeAsync("while (true) { sleep 10 }");
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> mec.queueStatus().stream().allMatch(status -> status.pending() != null));
    PendingResult<?> waiting = mec.executeAsync("a = 1");
    clock.start();

    Children.kill(connection.pid());

    assertNamesTheHost(catchThrowableOfType(KernelError.class, () -> running.get(LIMIT)));
    clock.known();
    assertNamesTheHost(catchThrowableOfType(KernelError.class, () -> waiting.get(LIMIT)));
    Awaitility.await().atMost(LIMIT).until(mec::isClosed);
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> mec.execute("a = 1"))
        .withMessageContaining(
            "the cluster 'default' has ended: its host at " + connection.address())
        .withMessageContaining("start it again: multiengine start");
    Children.awaitGone(engines);
  }
}

package org.multiengine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which process a host takes for that of a client. */
final class ClientWatchTest {

  private Process process;

  @BeforeEach
  void startProcess() throws IOException {
    process = new ProcessBuilder("sleep", "600").start();
  }

  @AfterEach
  void endProcess() {
    process.destroyForcibly();
  }

  private String role(Duration later) {
    Instant started = process.info().startInstant().orElseThrow().plus(later);
    return "process-" + process.pid() + "-" + started.toEpochMilli();
  }

  @Test
  void role_ofThisProcess_namesItAndItsStart() {
    assertThat(ClientWatch.role())
        .matches("process-" + ProcessHandle.current().pid() + "-[1-9]\\d+");
  }

  @Test
  void find_runningProcess_isFound() {
    assertThat(ClientWatch.find(role(Duration.ZERO)).map(ProcessHandle::pid))
        .contains(process.pid());
  }

  @Test
  void find_processOfTheSameNumberStartedAtAnotherTime_isNotTheClient() {
    assertThat(ClientWatch.find(role(Duration.ofSeconds(5)))).isEmpty();
    assertThat(ClientWatch.find(role(Duration.ofSeconds(-5)))).isEmpty();
  }

  @Test
  void find_endedProcess_isNotFound() throws InterruptedException {
    String role = role(Duration.ZERO);
    process.destroyForcibly().waitFor();

    assertThat(ClientWatch.find(role)).isEmpty();
  }

  @Test
  void find_otherRoles_nameNoProcess() {
    assertThat(ClientWatch.find("client")).isEmpty();
    assertThat(ClientWatch.find("process-x-1")).isEmpty();
    assertThat(ClientWatch.find("process-99999999999999999999-1")).isEmpty();
  }

  @Test
  void find_hostsOwnProcess_isLeftAlone() {
    assertThat(ClientWatch.find(ClientWatch.role())).isEmpty();
  }
}

package org.multiengine.client.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which process a host takes for that of a client. */
final class ProcessRoleTest {

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
  void own_ofThisProcess_namesItAndItsStart() {
    assertThat(ProcessRole.own())
        .matches("process-" + ProcessHandle.current().pid() + "-[1-9]\\d+");
  }

  @Test
  void find_runningProcess_isFound() {
    assertThat(ProcessRole.find(role(Duration.ZERO)).map(ProcessHandle::pid))
        .contains(process.pid());
  }

  @Test
  void find_processOfTheSameNumberStartedAtAnotherTime_isNotTheClient() {
    assertThat(ProcessRole.find(role(Duration.ofSeconds(5)))).isEmpty();
    assertThat(ProcessRole.find(role(Duration.ofSeconds(-5)))).isEmpty();
  }

  @Test
  void find_endedProcess_isNotFound() throws InterruptedException {
    String role = role(Duration.ZERO);
    process.destroyForcibly().waitFor();

    assertThat(ProcessRole.find(role)).isEmpty();
  }

  @Test
  void find_otherRoles_nameNoProcess() {
    assertThat(ProcessRole.find("client")).isEmpty();
    assertThat(ProcessRole.find("process-x-1")).isEmpty();
    assertThat(ProcessRole.find("process-99999999999999999999-1")).isEmpty();
  }

  @Test
  void find_hostsOwnProcess_isLeftAlone() {
    assertThat(ProcessRole.find(ProcessRole.own())).isEmpty();
  }
}

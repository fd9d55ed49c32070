package org.multiengine.client.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which clients a host takes for ended. */
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

  private ProcessIdentity client() {
    return ProcessIdentity.of(process.toHandle());
  }

  @Test
  void own_ofThisProcess_namesItAndItsStart() {
    assertThat(ProcessRole.own())
        .matches("process-[0-9a-f]{32}-" + ProcessHandle.current().pid() + "-\\d+");
  }

  @Test
  void findEnded_runningProcess_isNone() {
    assertThat(ProcessRole.findEnded(ProcessRole.of(client()))).isEmpty();
    assertThat(ProcessRole.findEnded(ProcessRole.own())).isEmpty();
  }

  @Test
  void findEnded_endedProcess_isItsNumber() throws InterruptedException {
    String role = ProcessRole.of(client());
    process.destroyForcibly().waitFor();

    assertThat(ProcessRole.findEnded(role)).contains(process.pid());
  }

  @Test
  void findEnded_numberWasTakenByALaterProcess_isItsNumber() {
    String earlier = ProcessRole.of(client().inSamePlace(process.pid(), "1"));

    assertThat(ProcessRole.findEnded(earlier)).contains(process.pid());
  }

  @Test
  void findEnded_processOfAnotherMachine_isNone() throws InterruptedException {
    ProcessIdentity here = client();
    process.destroyForcibly().waitFor();
    var far =
        new ProcessIdentity(
            "another", "far", here.boot(), here.namespace(), here.pid(), here.start());

    assertThat(ProcessRole.findEnded(ProcessRole.of(far))).isEmpty();
  }

  @Test
  void findRunning_process_isFoundUntilItEnds() throws InterruptedException {
    String role = ProcessRole.of(client());
    assertThat(ProcessRole.findRunning(role).map(ProcessHandle::pid)).contains(process.pid());

    process.destroyForcibly().waitFor();

    assertThat(ProcessRole.findRunning(role)).isEmpty();
  }

  @Test
  void findEnded_otherRoles_nameNoProcess() {
    assertThat(ProcessRole.findEnded("client")).isEmpty();
    assertThat(ProcessRole.findEnded("process-x-1-1")).isEmpty();
    assertThat(ProcessRole.findEnded("process-" + "0".repeat(32) + "-" + "9".repeat(20) + "-1"))
        .isEmpty();
  }
}

package org.multiengine.client.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.client.internal.machine.ProcessIdentity.State.ELSEWHERE;
import static org.multiengine.client.internal.machine.ProcessIdentity.State.ENDED;
import static org.multiengine.client.internal.machine.ProcessIdentity.State.RUNNING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Processes of several machines, whose files are in folders. */
@EnabledOnOs(OS.LINUX)
final class ProcessIdentityTest {

  private static final ProcessHandle SELF = ProcessHandle.current();

  private final Path folder;

  ProcessIdentityTest(@TempDir Path temporary) {
    this.folder = temporary;
  }

  /** Returns a machine on which this process has a start. */
  private SystemFiles machine(
      String name, String id, String boot, String namespace, long startOfThisProcess)
      throws IOException {
    Path root = folder.resolve(name + "-" + id + "-" + boot + "-" + namespace);
    write(root.resolve("etc/machine-id"), id + "\n");
    write(root.resolve("proc/sys/kernel/random/boot_id"), boot + "\n");
    write(
        root.resolve("proc/" + SELF.pid() + "/stat"),
        SELF.pid() + " (a ) b) S" + " 0".repeat(18) + " " + startOfThisProcess + " 0 0\n");
    Path link = root.resolve("proc/self/ns/pid");
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of("pid:[" + namespace + "]"));
    return new SystemFiles(root, name);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Returns what a process on one machine knows of this process on another. */
  private static ProcessIdentity.State seen(SystemFiles from, SystemFiles of) {
    return ProcessIdentity.of(SELF, of).state(ProcessIdentity.of(SELF, from), from);
  }

  @Test
  void state_sameMachine_isRunning() throws IOException {
    SystemFiles here = machine("a", "1", "b1", "n1", 100);

    assertThat(seen(here, here)).isEqualTo(RUNNING);
    assertThat(ProcessIdentity.of(SELF, here).start()).isEqualTo("100");
  }

  @Test
  void state_otherMachineWithTheSameNumber_isElsewhere() throws IOException {
    assertThat(seen(machine("a", "1", "b1", "n1", 100), machine("b", "2", "b2", "n1", 100)))
        .isEqualTo(ELSEWHERE);
  }

  @Test
  void state_copyOfTheMachine_isElsewhere() throws IOException {
    assertThat(seen(machine("a", "1", "b1", "n1", 100), machine("b", "1", "b2", "n1", 100)))
        .isEqualTo(ELSEWHERE);
  }

  @Test
  void state_sameMachineBeforeItWasStartedAgain_hasEnded() throws IOException {
    assertThat(seen(machine("a", "1", "b2", "n1", 100), machine("a", "1", "b1", "n1", 100)))
        .isEqualTo(ENDED);
  }

  @Test
  void state_otherContainerOfTheMachine_isElsewhere() throws IOException {
    assertThat(seen(machine("a", "1", "b1", "n1", 100), machine("a", "1", "b1", "n2", 100)))
        .isEqualTo(ELSEWHERE);
  }

  @Test
  void state_laterProcessOfTheSameNumber_hasEnded() throws IOException {
    SystemFiles here = machine("a", "1", "b1", "n1", 100);
    ProcessIdentity own = ProcessIdentity.of(SELF, here);

    assertThat(own.inSamePlace(SELF.pid(), "99").state(own, here)).isEqualTo(ENDED);
    assertThat(own.inSamePlace(SELF.pid(), "").state(own, here)).isEqualTo(ENDED);
  }

  @Test
  void machine_file_isNotShown() throws IOException {
    assertThat(machine("a", "0123456789abcdef", "b1", "n1", 100).machine())
        .hasSize(32)
        .doesNotContain("0123456789abcdef");
  }

  @Test
  void own_thisProcess_isRunning() {
    assertThat(ProcessIdentity.own().state()).isEqualTo(RUNNING);
    assertThat(ProcessIdentity.own().find()).contains(SELF);
    assertThat(ProcessIdentity.of(SELF)).isEqualTo(ProcessIdentity.own());
  }
}

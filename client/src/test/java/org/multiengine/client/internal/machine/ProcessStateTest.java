package org.multiengine.client.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessStateTest {

  private final ProcessHandle process = ProcessHandle.current();
  private final Path file;
  private final SystemFiles system;

  ProcessStateTest(@TempDir Path root) throws IOException {
    file = root.resolve("proc/" + process.pid() + "/stat");
    Files.createDirectories(file.getParent());
    system = new SystemFiles(root, "here");
  }

  private ProcessState state(String letter) throws IOException {
    Files.writeString(file, process.pid() + " (a ) T name) " + letter + " 1 2 3");
    return ProcessState.of(process, system);
  }

  @Test
  void of_letterOfTheSystem_isTheState() throws Exception {
    assertThat(state("T")).isEqualTo(ProcessState.STOPPED);
    assertThat(state("t")).isEqualTo(ProcessState.TRACED);
    assertThat(state("D")).isEqualTo(ProcessState.BLOCKED);
    assertThat(state("S")).isEqualTo(ProcessState.OTHER);
  }

  @Test
  void of_systemWithoutSuchFiles_isOther() {
    assertThat(ProcessState.of(process, system)).isEqualTo(ProcessState.OTHER);
  }

  @Test
  void of_thisProcess_isNotStopped() {
    assertThat(ProcessState.of(process)).isNotEqualTo(ProcessState.STOPPED);
  }
}

package org.multiengine.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multiengine.test.support.Children;

/** Tests that engine processes end with the program that started them. */
final class HostLifeTest {

  private Process program;
  private BufferedReader output;
  private List<Long> engines;

  @BeforeEach
  void startProgram() throws IOException {
    program =
        Children.java(ClusterProgram.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    output =
        new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
    String pids = output.readLine();
    assertThat(pids).isNotNull();
    engines = Stream.of(pids.split(" ")).map(Long::valueOf).toList();
    assertThat(engines).hasSize(2).allMatch(Children::isAlive);
  }

  @AfterEach
  void endProgram() {
    program.destroyForcibly();
    engines.stream().flatMap(pid -> ProcessHandle.of(pid).stream()).forEach(ProcessHandle::destroy);
  }

  @Test
  void program_killed_takesItsEnginesWithIt() {
    program.destroyForcibly();

    Children.awaitGone(engines);
  }

  @Test
  void program_closingItsCluster_leavesNoProcess() throws Exception {
    program.getOutputStream().close();

    assertThat(output.readLine()).isEqualTo("closed");
    assertThat(engines).noneMatch(Children::isAlive);
    assertThat(Children.awaitExit(program)).isZero();
  }
}

package org.multiengine.test.cluster;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.cluster.ClusterOptionsBuilder;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.error.KernelError;
import org.multiengine.test.support.Clusters;

/** Tests clusters that cannot start. */
final class StartFailureTest {

  @Test
  @Timeout(100) // less than the two minutes a start may take
  void start_javaOptionThatDoesNotExist_failsBeforeTheLimitWithTheLastLines() {
    ClusterOptionsBuilder builder = Clusters.processes(1, "-XX:+Nonsense");

    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(builder::start)
        .withMessageContaining("ended with exit status 1")
        .withMessageContaining("Unrecognized VM option 'Nonsense'");
  }

  @Test
  @Timeout(100)
  void start_startupScriptFails_failsBeforeTheLimitAndNamesTheLine(@TempDir Path folder)
      throws IOException {
    Path script = Files.writeString(folder.resolve("setup.groovy"), "a = 1\nb = missing + 1\n");

    for (ClusterOptionsBuilder builder :
        List.of(LocalCluster.builder().engines(1), Clusters.processes(1))) {
      assertThatExceptionOfType(KernelError.class)
          .isThrownBy(() -> builder.startupScript(script).start())
          .withMessageContaining("engine 0: the start-up script setup.groovy failed at line 2")
          .withMessageContaining("NameError: name missing is not defined");
    }
  }

  @Test
  void start_moreEnginesThanAClusterMayHave_isRefused() {
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> LocalCluster.start(10_001))
        .withMessageContaining("at most 10000 engines, not 10001");
  }

  @Test
  void start_limitPassed_failsWithTheNumberOfReadyEngines() {
    ClusterOptionsBuilder builder = Clusters.processes(1).startLimit(Duration.ofMillis(100));

    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(builder::start)
        .withMessageStartingWith("only 0 of 1 engines took requests");
  }

  @Test
  void builder_noEngines_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> LocalCluster.start(0));
    assertThatIllegalArgumentException().isThrownBy(() -> LocalCluster.builder().processes(-1));
  }

  @Test
  void connect_closedCluster_isRefused() {
    LocalCluster cluster = LocalCluster.start(1);
    cluster.close();
    cluster.close();

    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(cluster::connect)
        .withMessage("this cluster is closed; start another one");
  }
}

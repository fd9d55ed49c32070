package org.multiengine.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.error.KernelError;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Clusters;

/** Tests adding engine processes to a running cluster, and removing them. */
final class AddEnginesTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static LocalCluster cluster;
  private static MultiEngineClient mec;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    Path script = Files.writeString(folder.resolve("setup.groovy"), "mark = 'of ' + id");
    cluster =
        Clusters.processes(2, "-Dmultiengine.test.mark=ours")
            .startupScript(script)
            .bind("127.0.0.2")
            .start();
    mec = cluster.connect();
    Files.delete(script); // it was read once
  }

  @AfterAll
  static void stop() {
    List<Long> pids = cluster.pids();
    cluster.close();
    assertThat(pids).noneMatch(Children::isAlive);
  }

  private static void remove(List<Integer> ids) {
    mec.engines(ids.stream().mapToInt(Integer::intValue).toArray()).kill();
  }

  @Test
  void addEngines_inProcesses_areMadeAsTheOthersAndTakeCalls() {
    List<Integer> added = mec.addEngines(2);

    assertThat(added).containsExactly(2, 3);
    assertThat(mec.ids()).containsExactly(0, 1, 2, 3);
    assertThat(
            mec
                .engines(2, 3)
                .execute("println id + System.getProperty('multiengine.test.mark')")
                .stream()
                .map(record -> record.stdout().strip()))
        .containsExactly("2ours", "3ours");
    assertThat(mec.pull("mark")).isEqualTo(List.of("of 0", "of 1", "of 2", "of 3"));
    remove(added);
  }

  @Test
  void kill_addedEngines_endsTheirProcessesAndFreesTheirIds() {
    List<Integer> added = mec.addEngines(2);
    List<Long> pids = mec.engines(2, 3).apply(engine -> ProcessHandle.current().pid());

    remove(added);

    Children.awaitGone(pids);
    assertThat(mec.ids()).containsExactly(0, 1);
    List<Integer> again = mec.addEngines(1);
    assertThat(again).containsExactly(2);
    remove(again);
  }

  @Test
  void addEnginesAsync_done_hasTheirProgress() throws Exception {
    PendingResult<List<Integer>> pending = mec.addEnginesAsync(1);

    assertThat(pending.progress().total()).isEqualTo(1);
    List<Integer> added = pending.get(LIMIT);
    assertThat(pending.progress().done()).isEqualTo(1);
    remove(added);
  }

  @Test
  void addEngines_whileOthersWork_leavesTheirCallsRunning() throws Exception {
    PendingResult<?> running =
        mec.engines(0, 1).executeAsync("kept = 0; while (kept < 30) { sleep 100; kept++ }");

    List<Integer> added = mec.addEngines(1);
    mec.push(Map.of("a", 1));
    remove(added);

    running.get(LIMIT);
    assertThat(mec.pull("kept")).isEqualTo(List.of(30, 30));
  }

  @Test
  void addEngines_none_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> mec.addEngines(0));
  }

  @Test
  void addEngines_embedded_isRefusedAndNamesTheAlternative() {
    try (LocalCluster embedded = LocalCluster.start(1);
        MultiEngineClient client = embedded.connect()) {
      assertThatExceptionOfType(KernelError.class)
          .isThrownBy(() -> client.addEngines(1))
          .withMessageContaining("LocalCluster.builder().processes(n)");
      assertThat(client.ids()).containsExactly(0);
    }
  }

  @Test
  void addEngines_clientClosed_isRefused() {
    MultiEngineClient closed = cluster.connect();
    closed.close();

    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> closed.addEngines(1))
        .withMessageContaining("closed");
  }
}

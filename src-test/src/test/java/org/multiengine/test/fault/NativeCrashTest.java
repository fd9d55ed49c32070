package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.KernelError;
import org.multiengine.test.support.Clusters;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.FaultClock;

/** Tests engine processes whose JVM crashes, and the report that it writes. */
@Tag("fault")
@Tag("long")
@Timeout(240)
final class NativeCrashTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String CRASH =
      "u = sun.misc.Unsafe; f = u.getDeclaredField('theUnsafe'); f.accessible = true;"
          + " u.getMethod('putAddress', long, long).invoke(f.get(null), 0L, 0L)";

  private static KernelError crash(DirectView view) {
    CompositeError error =
        catchThrowableOfType(CompositeError.class, () -> view.executeAsync(CRASH).get(LIMIT));
    return error.entries().get(0).error();
  }

  private static List<String> files(Path folder, String pattern) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.matches(pattern))
          .toList();
    }
  }

  @Test
  @Fault(
      value = "2.5 native crash (SIGSEGV)",
      outcome =
          "EngineLost with signal and the head of the JVM's report; the report is with the logs")
  void process_crashed_isReportedAndStartedAgainAndItsReportIsWithTheLogs(
      @TempDir Path home, FaultClock clock) throws Exception {
    var folder = new ClusterFolder("crash", home);
    try (LocalCluster cluster = Clusters.processes(2).publish(folder).start();
        MultiEngineClient mec = cluster.connect()) {
      mec.execute("a = id");
      List<Long> pids = mec.apply(engine -> ProcessHandle.current().pid());
      clock.start();

      KernelError error = crash(mec.engines(1));

      clock.known();
      assertThat(error)
          .isInstanceOf(EngineLost.class)
          .message()
          .containsPattern(
              "process " + pids.get(1) + " crashed at \\d\\d:\\d\\d:\\d\\d \\(signal 6\\)")
          .contains("its last lines:", "SIGSEGV");
      Awaitility.await().atMost(LIMIT).until(() -> mec.ids().contains(1));
      clock.serving();
      assertThat(mec.engines(0).pull("a")).containsExactly(0);
      List<String> reports = files(folder.path(), "engine-\\d-crash\\.log");
      assertThat(reports).hasSize(1);
      assertThat(folder.path().resolve(reports.get(0)))
          .content()
          .contains("SIGSEGV", "pid=" + pids.get(1));
      assertThat(error).hasMessageContaining(folder.path().resolve(reports.get(0)).toString());
    }
    assertThat(files(Path.of(""), "hs_err.*|core.*")).isEmpty();
  }

  @Test
  void process_crashedWithoutAFolder_leavesNoFile() throws Exception {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    String reports = "multiengine-.*-crash\\.log";
    List<String> before = files(temporary, reports);
    try (LocalCluster cluster =
            Clusters.processes(1).setting("multiengine.host.restart.max-restarts", "0").start();
        MultiEngineClient mec = cluster.connect()) {
      assertThat(crash(mec.engines(0))).hasMessageContaining("crashed at");

      assertThat(files(temporary, reports)).hasSize(before.size() + 1);
    }
    assertThat(files(temporary, reports)).isEqualTo(before);
    assertThat(files(Path.of(""), "hs_err.*|core.*")).isEmpty();
  }
}

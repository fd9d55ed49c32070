package org.multiengine.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.EngineRestarted;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.command.Main;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.FaultClock;
import org.multiengine.test.support.HostProcess;

/**
 * Tests a cluster of two hosts with two engines each. In order: the second host joins, leaves and
 * joins again; the first is killed and joins again; a client ends both.
 */
@Tag("fault")
@Timeout(240)
@TestMethodOrder(OrderAnnotation.class)
final class SeveralHostsTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final List<Long> ALL = new ArrayList<>();

  private static Path homes;
  private static HostProcess first;
  private static HostProcess second;
  private static MultiEngineClient mec;

  @BeforeAll
  static void found(@TempDir Path folder) throws Exception {
    homes = folder;
    first = HostProcess.start(homes.resolve("first"), "-n", "2");
    mec = MultiEngineClient.connect(first.connectionFile());
    second = joinFrom("second", first);
    ALL.addAll(first.pids());
  }

  private static HostProcess joinFrom(String home, HostProcess other) throws Exception {
    HostProcess host =
        HostProcess.start(
            homes.resolve(home), "-n", "2", "--join", other.connectionFile().toString());
    ALL.addAll(host.pids());
    return host;
  }

  @AfterAll
  static void end() {
    mec.close();
    first.close();
    second.close();
  }

  private static void awaitIds(Integer... ids) {
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(mec.ids()).containsExactly(ids));
  }

  private static KernelError failure(PendingResult<?> call) {
    CompositeError error = catchThrowableOfType(CompositeError.class, () -> call.get(LIMIT));
    return error.entries().get(0).error();
  }

  @Test
  @Order(1)
  void join_secondHost_addsItsEnginesForClientsThatAreThere() {
    awaitIds(0, 1, 2, 3);

    mec.execute("a = id");

    assertThat(mec.pull("a")).isEqualTo(List.of(0, 1, 2, 3));
  }

  @Test
  @Order(2)
  void connectionFiles_ofBothHosts_openTheSameCluster() {
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(first.connection().seeds()).hasSize(2));
    assertThat(second.connection().seeds())
        .containsExactlyInAnyOrderElementsOf(first.connection().seeds());

    try (MultiEngineClient other = MultiEngineClient.connect(second.clientFile())) {
      assertThat(other.pull("a")).isEqualTo(List.of(0, 1, 2, 3));
    }
  }

  @Test
  @Order(3)
  void stop_secondHost_losesItsEnginesAndLeavesTheOthersAlone() throws Exception {
    PendingResult<?> there = mec.engines(3).executeAsync("while (true) { sleep 50 }");
    PendingResult<?> here = mec.engines(0).executeAsync("sleep 1500; b = 7");
    List<Long> processes = second.pids();

    assertThat(second.stop()).isEqualTo(128 + 15);

    assertThat(failure(there)).isInstanceOf(EngineLost.class);
    here.get(LIMIT);
    assertThat(mec.engines(0).pull("b")).isEqualTo(List.of(7));
    awaitIds(0, 1);
    Children.awaitGone(processes);
  }

  @Test
  @Order(4)
  void join_again_registersItsEnginesUnderTheirIds() throws Exception {
    second = joinFrom("second", first);

    awaitIds(0, 1, 2, 3);
    assertThat(failure(mec.engines(2).executeAsync("c = 1"))).isInstanceOf(EngineRestarted.class);
    assertThat(mec.engines(3).keys().get(0)).doesNotContain("a");
    assertThat(mec.engines(1).pull("a")).isEqualTo(List.of(1));
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> first.connection().seeds().contains(second.connection().address()));
  }

  @Test
  @Order(5)
  @Fault(
      value = "4.2 kill -9 of the oldest host, which has the registrar, another host is there",
      outcome = "EngineLost for its engines, which end with it; the rest goes on")
  void kill_ofTheOldestHost_endsItsEnginesAndNothingElse(FaultClock clock) throws Exception {
    PendingResult<?> there = mec.engines(0).executeAsync("while (true) { sleep 50 }");
    mec.engines(2, 3).reset();
    mec.engines(2, 3).execute("d = id");
    List<Long> processes = first.pids();
    clock.start();

    first.kill();

    assertThat(failure(there)).isInstanceOf(EngineLost.class);
    clock.known();
    Children.awaitGone(processes);
    awaitIds(2, 3);
    assertThat(mec.pull("d")).isEqualTo(List.of(2, 3));
  }

  @Test
  @Order(6)
  void connect_byTheFileOfAKilledHost_reachesTheOthers() {
    try (MultiEngineClient late = MultiEngineClient.connect(first.connectionFile())) {
      assertThat(late.engines(2, 3).pull("d")).isEqualTo(List.of(2, 3));
    }
  }

  @Test
  @Order(7)
  void ids_afterTheRegistrarHasMoved_areStillGivenOut() {
    assertThat(mec.addEngines(1)).containsExactly(4);

    mec.engines(4).kill();
    awaitIds(2, 3);
  }

  @Test
  @Order(8)
  void join_ofTheHostThatWasKilled_registersItsEnginesUnderTheirIds() throws Exception {
    first = joinFrom("first", second);

    awaitIds(0, 1, 2, 3);
    assertThat(mec.engines(3).pull("d")).isEqualTo(List.of(3));
  }

  @Test
  @Order(9)
  void stop_everywhere_endsAllHosts() throws Exception {
    Process stop =
        Children.java(
                Main.class.getName(),
                "stop",
                "--everywhere",
                "--connect",
                second.connectionFile().toString())
            .start();

    assertThat(Children.awaitExit(stop)).isZero();
    assertThat(first.awaitExit()).isZero();
    assertThat(second.awaitExit()).isZero();
    Children.awaitGone(ALL);
    assertThat(first.connectionFile()).doesNotExist();
    assertThat(second.clientFile()).doesNotExist();
    assertThat(second.output())
        .containsPattern(
            "INFO .*\\[default] - engine 0 has been started again event=\"engine-restarted\""
                + " engine=\"0\" slot=\"\\d\" node=\"127.0.0.1:\\d+\"");
  }
}

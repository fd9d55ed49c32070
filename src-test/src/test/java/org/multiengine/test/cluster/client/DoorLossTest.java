package org.multiengine.test.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.CompositeError;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.error.EngineLost;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.FaultClock;
import org.multiengine.test.support.Gate;
import org.multiengine.test.support.HostProcess;

/**
 * Tests a cluster of two hosts with two engines each, one of which is killed: the one that a client
 * has its registry and its orders from. The older host has engines 0 and 1, and the registrar.
 */
@Tag("fault")
@Tag("long")
@Timeout(300)
final class DoorLossTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private HostProcess older;
  private HostProcess younger;
  private Gate gate;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    gate = new Gate(folder.resolve("gate"));
    older = HostProcess.start(folder.resolve("older"), "-n", "2");
    younger =
        HostProcess.start(
            folder.resolve("younger"), "-n", "2", "--join", older.connectionFile().toString());
  }

  @AfterEach
  void stop() {
    younger.close();
    older.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Fault(
      value = "10.8 kill -9 of the host at whose door a client is, another host is there",
      outcome = "EngineLost for its engines; the client goes on at the other host")
  void client_hostOfItsDoorIsKilled_goesOnAtTheOtherHost(boolean isOlder, FaultClock clock)
      throws Exception {
    HostProcess killed = isOlder ? older : younger;
    List<Integer> gone = isOlder ? List.of(0, 1) : List.of(2, 3);
    List<Integer> left = isOlder ? List.of(2, 3) : List.of(0, 1);
    try (MultiEngineClient mec = MultiEngineClient.connect(killed.clientFile())) {
      Awaitility.await().atMost(LIMIT).until(() -> mec.ids().equals(List.of(0, 1, 2, 3)));
      mec.execute("a = 10 * id");
      PendingResult<?> lost = mec.engines(gone.get(1)).executeAsync("sleep 600000");
      PendingResult<?> kept = mec.engines(left.get(1)).executeAsync(gate.pass() + "; b = 7");
      clock.start();

      killed.kill();

      CompositeError error = catchThrowableOfType(CompositeError.class, () -> lost.get(LIMIT));
      clock.known();
      assertThat(error.entries().get(0).error()).isInstanceOf(EngineLost.class);
      Awaitility.await().atMost(LIMIT).until(() -> mec.ids().equals(left));
      gate.open();
      kept.get(LIMIT);
      assertThat(mec.engines(left.get(1)).pull("b")).isEqualTo(List.of(7));
      assertThat(mec.pull("a")).isEqualTo(left.stream().map(id -> 10 * id).toList());
      assertThat(states(mec))
          .containsEntry(gone.get(0), EngineInfo.State.LOST)
          .containsEntry(left.get(0), EngineInfo.State.IDLE);
      assertOrdersWork(mec, left);
      clock.serving();
      assertThat(mec.isClosed()).isFalse();
    }
  }

  /** Adds an engine and removes those that are lost. */
  private static void assertOrdersWork(MultiEngineClient mec, List<Integer> left) {
    List<Integer> added = mec.addEngines(1);
    assertThat(added).hasSize(1).doesNotContainAnyElementsOf(left);
    mec.engines(added.get(0)).execute("c = 1");
    mec.removeLost();
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .until(() -> !states(mec).containsValue(EngineInfo.State.LOST));
  }

  private static Map<Integer, EngineInfo.State> states(MultiEngineClient mec) {
    return StreamSupport.stream(mec.engines().spliterator(), false)
        .collect(Collectors.toMap(info -> info.engine().value(), EngineInfo::state));
  }
}

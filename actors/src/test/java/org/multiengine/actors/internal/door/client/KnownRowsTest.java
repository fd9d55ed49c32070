package org.multiengine.actors.internal.door.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.internal.door.ControlMessage;

/** The rows of a client that goes on with another host. */
final class KnownRowsTest {

  private final KnownRows rows = new KnownRows();
  private final Set<String> connected = new HashSet<>();

  private static ControlMessage.EngineRow row(int id, String state, @Nullable String process) {
    return new ControlMessage.EngineRow(
        id, "slot", "node", "life-" + id, "groovy", state, "", process, "");
  }

  private void take(
      long version, List<String> processes, List<Integer> removed, ControlMessage.EngineRow... of) {
    List<ControlMessage.ProcessRow> named =
        processes.stream()
            .map(process -> new ControlMessage.ProcessRow(process, "slot", "10.0.0.1:1"))
            .toList();
    rows.take(
        new ControlMessage.Registry(version, named, Arrays.asList(of), removed, List.of()),
        connected::contains);
  }

  private List<Integer> ids() {
    return rows.engines().stream().map(ControlMessage.EngineRow::id).toList();
  }

  @Test
  void take_firstReportOfAnotherHostLacksAnEngine_keepsItWhileItsProcessIsConnected() {
    take(1, List.of("p", "q"), List.of(), row(0, "READY", "p"), row(1, "READY", "q"));
    connected.add("p");

    take(1, List.of(), List.of());

    assertThat(ids()).containsExactly(0);
    assertThat(rows.process("p")).isNotNull();
    assertThat(rows.used()).containsExactly("p");
  }

  @Test
  void disconnected_engineThatTheHostHasNotReported_isForgotten() {
    take(1, List.of("p"), List.of(), row(0, "READY", "p"));
    connected.add("p");
    take(1, List.of(), List.of());

    connected.clear();
    rows.disconnected("p");

    assertThat(ids()).isEmpty();
    assertThat(rows.process("p")).isNull();
  }

  @Test
  void disconnected_engineThatTheHostHasReported_stays() {
    take(1, List.of("p"), List.of(), row(0, "READY", "p"));

    rows.disconnected("p");

    assertThat(ids()).containsExactly(0);
    assertThat(rows.process("p")).isNotNull();
  }

  @Test
  void take_lossOfAnEngineThatIsConnected_isTaken() {
    take(1, List.of("p"), List.of(), row(0, "READY", "p"));
    connected.add("p");

    take(2, List.of(), List.of(), row(0, "LOST", null));

    assertThat(rows.used()).isEmpty();
  }

  @Test
  void take_removalOfAnEngineThatIsConnected_isTaken() {
    take(1, List.of("p"), List.of(), row(0, "READY", "p"));
    connected.add("p");

    take(2, List.of("p"), List.of(0));

    assertThat(ids()).isEmpty();
  }

  @Test
  void take_hostDoesNotKnowTheProcessYet_keepsTheOneThatIsConnected() {
    take(1, List.of("p"), List.of(), row(0, "READY", "p"));
    connected.add("p");

    take(1, List.of(), List.of(), row(0, "READY", null));

    assertThat(rows.used()).containsExactly("p");
  }

  @Test
  void take_nextLifeWithoutAProcess_hasNone() {
    take(1, List.of("p"), List.of(), row(0, "READY", "p"));
    connected.add("p");
    var next =
        new ControlMessage.EngineRow(
            0, "slot", "node", "next life", "groovy", "READY", "", null, "");

    take(2, List.of(), List.of(), next);

    assertThat(rows.used()).isEmpty();
  }

  private void isLost() {
    assertThat(rows.engines())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.state()).isEqualTo("LOST");
              assertThat(row.detail()).isEqualTo("its node left the cluster");
            });
  }

  @Test
  void take_processHasLeftAndIsNotConnected_engineIsLost() {
    take(1, List.of("p"), List.of(), row(0, "READY", "p"));

    take(2, List.of(), List.of(), row(0, "READY", null));

    isLost();
  }

  @Test
  void take_nextHostDoesNotKnowTheProcessThatIsNotConnected_engineIsLost() {
    take(1, List.of("p"), List.of(), row(0, "READY", "p"));

    take(1, List.of(), List.of(), row(0, "READY", null));
    take(2, List.of(), List.of(), row(0, "READY", null));

    isLost();
  }

  @Test
  void take_processIsKnownAgain_engineIsReady() {
    take(1, List.of("p"), List.of(), row(0, "READY", "p"));
    take(2, List.of(), List.of(), row(0, "READY", null));

    take(3, List.of("p"), List.of(), row(0, "READY", "p"));

    assertThat(rows.engines()).containsExactly(row(0, "READY", "p"));
  }
}

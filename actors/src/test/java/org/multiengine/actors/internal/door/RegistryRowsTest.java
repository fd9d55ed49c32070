package org.multiengine.actors.internal.door;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import akka.actor.testkit.typed.javadsl.TestInbox;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.identity.EngineId;

final class RegistryRowsTest {

  private static final String DOOR = "10.0.0.1:7000";

  private final TestMembers members = new TestMembers();
  private final RegistryRows rows = new RegistryRows(new Processes(members));
  private final SortedMap<EngineId, EngineEntry> entries = new TreeMap<>();

  RegistryRowsTest() {
    members.add(1, NodeRoles.HOST, NodeRoles.door(DOOR));
  }

  private String process(int number) {
    return members.add(
        number, NodeRoles.ENGINE, NodeRoles.slot("a-" + number), NodeRoles.door(DOOR));
  }

  private void engine(int id, int process, EngineEntry.State state, String detail, String stuck) {
    var engine = new EngineId(id);
    entries.put(
        engine,
        new EngineEntry(
            engine,
            "a-" + process,
            TestMembers.node(process),
            "life-" + id,
            TestInbox.<LinkFrame>create().getRef(),
            "groovy",
            state,
            detail,
            stuck));
  }

  private void engine(int id, int process) {
    engine(id, process, EngineEntry.State.READY, "", "");
  }

  private ControlMessage.Registry report() {
    return requireNonNull(rows.report(entries));
  }

  @Test
  void report_first_hasEverything() {
    String process = process(2);
    engine(0, 2, EngineEntry.State.LOST, "killed", "");
    engine(1, 2, EngineEntry.State.READY, "", "since 10:11:12");

    assertThat(report())
        .isEqualTo(
            new ControlMessage.Registry(
                1,
                List.of(new ControlMessage.ProcessRow(process, "a-2", DOOR)),
                List.of(
                    row(0, "LOST", "killed", process, ""),
                    row(1, "READY", "", process, "since 10:11:12")),
                List.of(),
                List.of(DOOR)));
  }

  private static ControlMessage.EngineRow row(
      int id, String state, String detail, String process, String stuck) {
    return new ControlMessage.EngineRow(
        id, "a-2", TestMembers.node(2), "life-" + id, "groovy", state, detail, process, stuck);
  }

  @Test
  void report_noEngines_isSentOnce() {
    assertThat(report())
        .isEqualTo(new ControlMessage.Registry(1, List.of(), List.of(), List.of(), List.of(DOOR)));

    assertThat(rows.report(entries)).isNull();
  }

  @Test
  void report_nothingNew_isNone() {
    process(2);
    engine(0, 2);
    report();

    engine(0, 2); // with another actor, which clients do not see

    assertThat(rows.report(entries)).isNull();
  }

  @Test
  void report_someEnginesChanged_hasThemAlone() {
    process(2);
    engine(0, 2);
    engine(1, 2);
    report();

    engine(1, 2, EngineEntry.State.LOST, "killed", "");
    engine(2, 2);

    ControlMessage.Registry next = report();
    assertThat(next.version()).isEqualTo(2);
    assertThat(next.engines())
        .extracting(ControlMessage.EngineRow::id, ControlMessage.EngineRow::state)
        .containsExactly(tuple(1, "LOST"), tuple(2, "READY"));
    assertThat(next.removed()).isEmpty();
    assertThat(next.processes()).hasSize(1);
  }

  @Test
  void report_engineRemoved_hasItsIdAndNoProcessWithoutEngines() {
    process(2);
    String other = process(3);
    engine(0, 2);
    engine(1, 3);
    report();

    entries.remove(new EngineId(0));

    ControlMessage.Registry next = report();
    assertThat(next.removed()).containsExactly(0);
    assertThat(next.engines()).isEmpty();
    assertThat(next.processes())
        .extracting(ControlMessage.ProcessRow::process)
        .containsExactly(other);
  }

  @Test
  void report_processIsKnownLater_isAChangeOfItsEngines() {
    engine(0, 2);
    assertThat(report().engines().get(0).process()).isNull();

    String process = process(2);

    ControlMessage.Registry next = report();
    assertThat(next.engines()).hasSize(1);
    assertThat(next.engines().get(0).process()).isEqualTo(process);
  }

  @Test
  void report_anotherHostJoins_hasItsDoorAndNoEngines() {
    process(2);
    engine(0, 2);
    report();

    members.add(4, NodeRoles.HOST, NodeRoles.door("10.0.0.2:7000"));

    ControlMessage.Registry next = report();
    assertThat(next.doors()).containsExactly(DOOR, "10.0.0.2:7000");
    assertThat(next.engines()).isEmpty();
    assertThat(next.processes()).hasSize(1);
  }
}

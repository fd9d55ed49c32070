package org.multiengine.actors.internal.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.internal.registrar.TestReports.end;
import static org.multiengine.actors.internal.registrar.TestReports.life;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;

final class RegistryEntriesTest {

  private static final int MAX_ENGINES = 4;
  private static final ActorTestKit testKit = TestSystems.plain();
  private static final ActorRef<EngineRegistrar.Assigned> node =
      testKit.<EngineRegistrar.Assigned>createTestProbe().ref();
  private static final TestReports relay = newRelay();
  private static final TestReports otherRelay = newRelay();

  private final RegistryEntries entries = new RegistryEntries(new TreeMap<>(), MAX_ENGINES);

  /** The nodes that are members; each has the slot that it is named after. */
  private final Set<String> members = new HashSet<>(Set.of("node-a", "node-b"));

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  private static TestReports newRelay() {
    return new TestReports(testKit.<LinkFrame>createTestProbe().ref(), node);
  }

  private boolean isHeld(EngineEntry entry) {
    return members.contains(entry.node());
  }

  private List<EngineEntry> report(NodeReport report) {
    return report(report, "node-" + report.slot());
  }

  private List<EngineEntry> report(NodeReport report, String from) {
    new NodeReportRules(entries, report, from, this::isHeld).apply(true);
    return entries.takeChanges().put();
  }

  private List<EngineEntry> register(String slot, TestReports from, int engines, String... lives) {
    return report(from.of(slot, engines, lives));
  }

  private List<EngineId> idsOf(String slot) {
    return entries.of(slot).stream().map(EngineEntry::id).toList();
  }

  private EngineEntry get(int id) {
    return Objects.requireNonNull(entries.get(new EngineId(id)));
  }

  private static List<EngineId> ids(Integer... ids) {
    return List.of(ids).stream().map(EngineId::new).toList();
  }

  @Test
  void report_newSlots_takeTheLowestFreeIds() {
    register("a", relay, 2);
    register("b", otherRelay, 1);
    entries.remove(get(0));

    register("c", newRelay(), 2);

    assertThat(idsOf("c")).isEqualTo(ids(0, 3));
  }

  @Test
  void report_repeated_changesNothing() {
    register("a", relay, 1, "first");

    assertThat(register("a", relay, 1, "first")).isEmpty();
  }

  @Test
  void report_noRoom_givesNoMoreIds() {
    register("a", relay, MAX_ENGINES - 1);
    register("b", otherRelay, 2);

    assertThat(idsOf("b")).hasSize(1);
    assertThat(entries.hasRoomFor(1, 0)).isFalse();
    assertThat(entries.full()).contains("at most " + MAX_ENGINES + " engines");
  }

  @Test
  void report_mayNotGiveIds_recordsTheLivesOnly() {
    new NodeReportRules(entries, relay.of("a", 2, "first"), "node-a", this::isHeld).apply(false);

    assertThat(idsOf("a")).isEqualTo(ids(0));
  }

  @Test
  void report_lostEngineOfANewProcess_isStartingAndKeepsItsDetail() {
    register("a", relay, 1, "first");
    entries.slotLost("a", "exit status 1");
    entries.takeChanges();

    assertThat(register("a", otherRelay, 1))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.state()).isEqualTo(EngineEntry.State.STARTING);
              assertThat(entry.incarnation()).isEqualTo("first");
              assertThat(entry.detail()).isEqualTo("exit status 1");
            });
  }

  @Test
  void report_lostEngineOfTheSameProcess_staysLost() {
    register("a", relay, 1, "first");
    report(relay.of("a", 1, List.of(), List.of(end(0, "its actor failed")), List.of()));

    assertThat(register("a", relay, 1)).isEmpty();
    assertThat(get(0).detail()).isEqualTo("its actor failed");
  }

  @Test
  void report_lostLifeThatRuns_isReadyAgain() {
    register("a", relay, 1, "first");
    entries.nodeLost("node-a", "its node was declared down");

    register("a", relay, 1, "first");

    assertThat(get(0).isReady()).isTrue();
    assertThat(get(0).detail()).isEmpty();
  }

  @Test
  void report_lifeNoLongerThere_isLost() {
    register("a", relay, 2, "first", "second");

    report(relay.of("a", 2, List.of(life(1, "second"))));

    assertThat(get(0).isLost()).isTrue();
    assertThat(get(0).detail()).isEqualTo("engine 0 has ended on its node");
    assertThat(get(1).isReady()).isTrue();
  }

  @Test
  void report_idOfAnotherSlot_getsANewIdAndLeavesTheOther() {
    register("a", relay, 1, "first");

    report(otherRelay.of("b", 1, List.of(life(0, "second"))));

    assertThat(get(0).life()).isEqualTo(life(0, "first"));
    assertThat(get(0).slot()).isEqualTo("a");
    assertThat(entries.livesOf("b")).containsExactly(life(1, "second"));
    assertThat(get(1).isReady()).isTrue();
  }

  @Test
  void report_oldIdAfterANewOne_keepsTheNewOne() {
    register("a", relay, 1, "first");
    NodeReport late = otherRelay.of("b", 1, List.of(life(0, "second")));
    report(late);

    assertThat(report(late)).isEmpty();
  }

  @Test
  void report_idOfALostEngineOfAnotherSlot_getsANewId() {
    register("a", relay, 1, "first");
    entries.slotLost("a", "exit status 1");

    report(otherRelay.of("b", 1, List.of(life(0, "second"))));

    assertThat(get(0).slot()).isEqualTo("a");
    assertThat(entries.livesOf("b")).containsExactly(life(1, "second"));
  }

  @Test
  void report_oneLifeUnderTwoIds_hasOneEntry() {
    report(relay.of("a", 1, List.of(life(0, "first"), life(1, "first"))));

    assertThat(entries.livesOf("a")).containsExactly(life(0, "first"));
  }

  @Test
  void report_killedLife_isRemoved() {
    register("a", relay, 2, "first", "second");

    report(relay.of("a", 1, List.of(life(1, "second")), List.of(), List.of("first")));

    assertThat(entries.livesOf("a")).containsExactly(life(1, "second"));
    assertThat(entries.lowestFreeId()).isEqualTo(new EngineId(0));
  }

  @Test
  void report_killedLifeOfAnotherSlot_staysThere() {
    register("a", relay, 1, "first");

    report(otherRelay.of("b", 0, List.of(), List.of(), List.of("first")));

    assertThat(get(0).isReady()).isTrue();
  }

  @Test
  void report_fewerEnginesThanIds_losesThoseThatNeverRan() {
    register("a", relay, 3);

    report(relay.of("a", 1, List.of(life(2, "first"))));

    assertThat(entries.livesOf("a")).containsExactly(life(2, "first"));
  }

  @Test
  void report_slotOfAnotherMember_leavesItsEngines() {
    register("a", relay, 1, "first");

    report(otherRelay.of("a", 1, List.of()), "node-b");

    assertThat(get(0).isReady()).isTrue();
    assertThat(get(0).node()).isEqualTo("node-a");
  }

  @Test
  void report_slotOfANodeThatHasGone_takesItsEnginesOver() {
    register("a", relay, 1, "first");
    members.remove("node-a");

    report(otherRelay.of("a", 1, List.of()), "node-b");

    assertThat(get(0).state()).isEqualTo(EngineEntry.State.STARTING);
    assertThat(get(0).node()).isEqualTo("node-b");
    assertThat(get(0).detail()).isEqualTo(EngineEntry.NODE_LEFT);
  }

  @Test
  void nodeLost_engineIsLostAlready_keepsItsDetail() {
    register("a", relay, 2, "first");
    report(relay.of("a", 2, List.of(), List.of(end(0, "its actor failed")), List.of()));

    entries.nodeLost("node-a", "its node was declared down");

    assertThat(entries.takeChanges().put()).extracting(EngineEntry::id).isEqualTo(ids(1));
  }

  @Test
  void slotLost_engineIsLostAlready_replacesItsDetail() {
    register("a", relay, 1, "first");
    entries.nodeLost("node-a", "its node was declared down");

    entries.slotLost("a", "exit status 1");

    assertThat(get(0).detail()).isEqualTo("exit status 1");
  }

  @Test
  void intervalPassed_nodeIsAMember_losesNothing() {
    register("a", relay, 1, "first");

    for (int i = 0; i < 100; i++) {
      entries.intervalPassed(this::isHeld, 3);
    }

    assertThat(get(0).isReady()).isTrue();
  }

  @Test
  void intervalPassed_nodeIsNoMember_losesAfterTheLimit() {
    register("a", relay, 1, "first");
    members.remove("node-a");

    entries.intervalPassed(this::isHeld, 3);
    entries.intervalPassed(this::isHeld, 3);
    assertThat(get(0).isReady()).isTrue();
    entries.intervalPassed(this::isHeld, 3);

    assertThat(get(0).isLost()).isTrue();
    assertThat(get(0).detail()).isEqualTo(EngineEntry.NODE_LEFT);
  }

  @Test
  void intervalPassed_nodeIsAMemberAgain_countsAnew() {
    register("a", relay, 1, "first");
    members.remove("node-a");
    entries.intervalPassed(this::isHeld, 2);
    members.add("node-a");
    entries.intervalPassed(this::isHeld, 2);
    members.remove("node-a");

    entries.intervalPassed(this::isHeld, 2);

    assertThat(get(0).isReady()).isTrue();
  }

  @Test
  void removeLost_always_freesTheIds() {
    register("a", relay, 2, "first");
    report(relay.of("a", 2, List.of(), List.of(end(0, "its actor failed")), List.of()));

    assertThat(entries.removeLost()).isEqualTo(ids(0));
    assertThat(entries.takeChanges().removed()).isEqualTo(ids(0));
    assertThat(idsOf("a")).isEqualTo(ids(1));
    assertThat(entries.has("a")).isTrue();
  }

  @Test
  void hasRoomFor_numbersThatOverflow_isFalse() {
    register("a", relay, 1);

    assertThat(entries.hasRoomFor(Integer.MAX_VALUE, 0)).isFalse();
    assertThat(entries.hasRoomFor(Integer.MAX_VALUE, Integer.MAX_VALUE)).isFalse();
    assertThat(entries.hasRoomFor(MAX_ENGINES - 1, 0)).isTrue();
    assertThat(entries.hasRoomFor(MAX_ENGINES - 1, 1)).isFalse();
  }

  @Test
  void adopt_entryOfAnEarlierRegistrar_isKnown() {
    entries.adopt(List.of(TestSystems.ready(3, testKit.<LinkFrame>createTestProbe().ref())));

    assertThat(get(3).isReady()).isTrue();
    assertThat(entries.takeChanges().isEmpty()).isTrue();
  }

  @Test
  void adopt_entryThatWasRemoved_staysRemoved() {
    register("a", relay, 1, "first");
    EngineEntry old = get(0);
    entries.remove(old);

    entries.adopt(List.of(old));

    assertThat(entries.get(new EngineId(0))).isNull();
  }

  @Test
  void adopt_idThatIsKnown_keepsItsEntry() {
    register("a", relay, 1, "first");

    entries.adopt(List.of(TestSystems.ready(0, testKit.<LinkFrame>createTestProbe().ref())));

    assertThat(get(0).life()).isEqualTo(new EngineLife(new EngineId(0), "first"));
  }

  @Test
  void writeAgain_always_writesEntriesAndRemovals() {
    register("a", relay, 1, "first");

    entries.writeAgain(ids(0, 7));

    RegistryEntries.Changes changes = entries.takeChanges();
    assertThat(changes.put()).containsExactly(get(0));
    assertThat(changes.removed()).isEqualTo(ids(7));
  }
}

package org.multiengine.actors.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.LinkFrame;
import org.multiengine.core.identity.EngineId;

final class RegistryEntriesTest {

  private static final int MAX_ENGINES = 4;
  private static final ActorTestKit testKit = TestSystems.plain();
  private static final ActorRef<LinkFrame> relay = testKit.<LinkFrame>createTestProbe().ref();
  private static final ActorRef<LinkFrame> otherRelay = testKit.<LinkFrame>createTestProbe().ref();

  private final RegistryEntries entries = new RegistryEntries(new TreeMap<>(), MAX_ENGINES);

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  private List<EngineEntry> register(
      String slot, ActorRef<LinkFrame> from, int engines, String... lives) {
    List<EngineRegistrar.Incarnation> running =
        IntStream.range(0, lives.length)
            .mapToObj(id -> new EngineRegistrar.Incarnation(new EngineId(id), lives[id]))
            .toList();
    return entries.register(
        new EngineRegistrar.Register(
            slot,
            "node-" + slot,
            "groovy",
            engines,
            running,
            from,
            testKit.<EngineRegistrar.Assigned>createTestProbe().ref()));
  }

  private static List<EngineId> ids(Integer... ids) {
    return List.of(ids).stream().map(EngineId::new).toList();
  }

  @Test
  void register_newSlots_takeTheLowestFreeIds() {
    register("a", relay, 2);
    register("b", relay, 1);
    entries.remove(new EngineId(0), "a");

    register("c", relay, 2);

    assertThat(entries.idsOf("c")).isEqualTo(ids(0, 3));
  }

  @Test
  void register_repeated_changesNothing() {
    register("a", relay, 1, "first");

    assertThat(register("a", relay, 1, "first")).isEmpty();
  }

  @Test
  void register_noRoom_givesNoMoreIds() {
    register("a", relay, MAX_ENGINES - 1);
    register("b", relay, 2);

    assertThat(entries.idsOf("b")).hasSize(1);
    assertThat(entries.hasRoomFor(1)).isFalse();
    assertThat(entries.full()).contains("at most " + MAX_ENGINES + " engines");
  }

  @Test
  void register_lostEngineOfANewProcess_isStartingAndKeepsItsDetail() {
    register("a", relay, 1, "first");
    entries.slotLost("a", "exit status 1");

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
  void register_lostEngineOfTheSameProcess_staysLost() {
    register("a", relay, 1, "first");
    entries.engineLost(new EngineId(0), "a", "its actor failed");

    assertThat(register("a", relay, 1)).isEmpty();
  }

  @Test
  void engineLost_otherSlot_changesNothing() {
    register("a", relay, 1, "first");

    assertThat(entries.engineLost(new EngineId(0), "b", "its actor failed")).isEmpty();
  }

  @Test
  void nodeLost_engineIsLostAlready_keepsItsDetail() {
    register("a", relay, 2, "first");
    entries.engineLost(new EngineId(0), "a", "its actor failed");

    assertThat(entries.nodeLost("node-a", "its node was declared down"))
        .extracting(EngineEntry::id)
        .isEqualTo(ids(1));
  }

  @Test
  void slotLost_engineIsLostAlready_replacesItsDetail() {
    register("a", relay, 1, "first");
    entries.nodeLost("node-a", "its node was declared down");

    assertThat(entries.slotLost("a", "exit status 1"))
        .extracting(EngineEntry::detail)
        .containsExactly("exit status 1");
  }

  @Test
  void lostOutside_nodesThatAreThere_keepTheirEngines() {
    register("a", relay, 1);
    register("b", otherRelay, 1);

    assertThat(entries.lostOutside(Set.of("node-a")))
        .extracting(EngineEntry::id, EngineEntry::detail)
        .containsExactly(tuple(new EngineId(1), EngineEntry.NODE_LEFT));
  }

  @Test
  void removeLost_always_freesTheIds() {
    register("a", relay, 2, "first");
    entries.engineLost(new EngineId(0), "a", "its actor failed");

    assertThat(entries.removeLost()).isEqualTo(ids(0));
    assertThat(entries.idsOf("a")).isEqualTo(ids(1));
    assertThat(entries.has("a")).isTrue();
  }
}

package org.multiengine.actors.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.call.ReadyEngines;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.registry.EngineChange;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.identity.EngineId;

final class RegistryDirectoryTest {

  private static final ActorTestKit testKit = TestSystems.plain();
  private static final ActorRef<LinkFrame> relay = testKit.<LinkFrame>createTestProbe().ref();

  private final RegistryDirectory directory = new RegistryDirectory();
  private final List<EngineChange> heard = new ArrayList<>();

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  private static EngineEntry entry(int id, String incarnation, EngineEntry.State state) {
    return new EngineEntry(
        new EngineId(id),
        "slot-" + id,
        "akka://m@h:1",
        incarnation,
        relay,
        "groovy",
        state,
        "",
        "");
  }

  private void registered(EngineEntry... entries) {
    SortedMap<EngineId, EngineEntry> known = new TreeMap<>();
    for (EngineEntry entry : entries) {
      known.put(entry.id(), entry);
    }
    new ReadyEngines(directory).update(known);
  }

  private static EngineChange change(int id, EngineChange.Kind kind, String detail) {
    return new EngineChange(new EngineId(id), kind, detail);
  }

  @Test
  void engine_stuckAndResumed_isBothOnce() {
    EngineEntry ready = entry(0, "life", EngineEntry.State.READY);
    registered(ready);
    directory.onChange(heard::add);

    registered(ready.stuck("no progress since 10:11:12"));
    registered(ready.stuck("no progress since 10:11:13"));
    registered(ready);

    assertThat(heard)
        .containsExactly(
            change(0, EngineChange.Kind.STUCK, "no progress since 10:11:12"),
            change(0, EngineChange.Kind.RESUMED, ""));
  }

  @Test
  void engine_stuck_canBeCalled() {
    registered(entry(0, "life", EngineEntry.State.READY).stuck("no progress"));

    assertThat(directory.ids()).containsExactly(new EngineId(0));
    EngineInfo info = directory.known().get(new EngineId(0));
    assertThat(info)
        .isEqualTo(
            new EngineInfo(
                new EngineId(0), EngineInfo.State.STUCK, "h:1", "groovy", null, "no progress"));
  }

  @Test
  void engine_startingAndReady_isReadyOnce() {
    directory.onChange(heard::add);

    registered(entry(0, "", EngineEntry.State.STARTING));
    registered(entry(0, "first", EngineEntry.State.READY));
    registered(entry(0, "first", EngineEntry.State.READY));

    assertThat(heard).containsExactly(change(0, EngineChange.Kind.READY, ""));
  }

  @Test
  void engine_lostAndBack_isRestarted() {
    EngineEntry first = entry(0, "first", EngineEntry.State.READY);
    registered(first);
    directory.onChange(heard::add);

    registered(first.lost("killed"));
    registered(first.lost("killed"));
    registered(entry(0, "second", EngineEntry.State.READY));

    assertThat(heard)
        .containsExactly(
            change(0, EngineChange.Kind.LOST, "killed"),
            change(0, EngineChange.Kind.RESTARTED, ""));
  }

  @Test
  void engine_lostByMistakeAndBack_isReadyAgain() {
    EngineEntry first = entry(0, "first", EngineEntry.State.READY);
    registered(first);
    directory.onChange(heard::add);

    registered(first.lost("it seemed so"));
    registered(first);
    registered(first);

    assertThat(heard)
        .containsExactly(
            change(0, EngineChange.Kind.LOST, "it seemed so"),
            change(0, EngineChange.Kind.READY, ""));
  }

  @Test
  void engine_lostAgainBeforeItIsBack_isLostTwice() {
    EngineEntry first = entry(0, "first", EngineEntry.State.READY);
    registered(first);
    directory.onChange(heard::add);

    registered(first.lost("killed"));
    registered(first.lost("killed, and not started again"));

    assertThat(heard)
        .containsExactly(
            change(0, EngineChange.Kind.LOST, "killed"),
            change(0, EngineChange.Kind.LOST, "killed, and not started again"));
  }

  @Test
  void engine_couldNotStartAtFirst_isLostAndThenReady() {
    EngineEntry starting = entry(0, "", EngineEntry.State.STARTING);
    registered(starting);
    directory.onChange(heard::add);

    registered(starting.lost("no such language"));
    registered(entry(0, "first", EngineEntry.State.READY));

    assertThat(heard)
        .extracting(EngineChange::kind)
        .containsExactly(EngineChange.Kind.LOST, EngineChange.Kind.READY);
  }

  @Test
  void engine_outOfTheRegistry_isRemoved() {
    registered(
        entry(0, "first", EngineEntry.State.READY), entry(1, "first", EngineEntry.State.READY));
    directory.onChange(heard::add);

    registered(entry(1, "first", EngineEntry.State.READY));

    assertThat(heard).containsExactly(change(0, EngineChange.Kind.REMOVED, ""));
  }

  @Test
  void directory_engineFoundLost_isNotAmongThoseLostSince() {
    EngineEntry ready = entry(0, "first", EngineEntry.State.READY);
    registered(ready.lost("long ago"));
    assertThat(directory.lost()).isEmpty();

    registered(ready.lost("again"));

    assertThat(directory.lost()).containsOnlyKeys(new EngineId(0)).containsValue("again");
  }

  @Test
  void directory_engineThatCouldNotStartBeforeItWasKnown_isAmongThoseLost() {
    registered(entry(0, "", EngineEntry.State.STARTING).lost("its script failed"));

    assertThat(directory.lost()).containsValue("its script failed");
  }

  @Test
  void onChange_listenerThatFails_takesNothingFromTheOthers() {
    directory.onChange(
        change -> {
          throw new IllegalStateException("on purpose");
        });
    Runnable end = directory.onChange(heard::add);

    registered(entry(0, "first", EngineEntry.State.READY));
    end.run();
    registered(entry(1, "first", EngineEntry.State.READY));

    assertThat(heard).containsExactly(change(0, EngineChange.Kind.READY, ""));
  }

  @Test
  void onChange_listenerAddedOnceAnEngineCanBeCalled_doesNotHearThatItIsReady() {
    directory.onChange(change -> directory.onChange(heard::add)); // the first to know of it

    registered(entry(0, "first", EngineEntry.State.READY));

    assertThat(heard).isEmpty();
  }

  @Test
  void onChange_listenerToldOfAnEngine_findsThatItCanBeCalled() {
    List<EngineId> callable = new ArrayList<>();
    directory.onChange(change -> callable.addAll(directory.ids()));

    registered(entry(0, "first", EngineEntry.State.READY));

    assertThat(callable).containsExactly(new EngineId(0));
  }

  @Test
  void directory_lostEngines_areThereWithTheirSlots() {
    registered(entry(0, "first", EngineEntry.State.READY));
    registered(
        entry(0, "first", EngineEntry.State.READY),
        entry(1, "first", EngineEntry.State.READY).lost("killed"));

    assertThat(directory.lost()).containsOnlyKeys(new EngineId(1)).containsValue("killed");
    assertThat(directory.slots())
        .containsEntry(new EngineId(0), "slot-0")
        .containsEntry(new EngineId(1), "slot-1");
  }

  @Test
  void onUpdate_actionAdded_findsTheEnginesUntilItIsRemoved() {
    List<Integer> sizes = new ArrayList<>();
    Runnable end = directory.onUpdate(() -> sizes.add(directory.ids().size()));

    registered(entry(0, "first", EngineEntry.State.READY));
    directory.clear();
    end.run();
    registered(entry(0, "second", EngineEntry.State.READY));

    assertThat(sizes).containsExactly(1, 0);
  }
}

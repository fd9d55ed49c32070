package org.multiengine.actors.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.PATIENCE;
import static org.multiengine.actors.TestSystems.readRegistry;
import static org.multiengine.actors.TestSystems.writeRegistry;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.LinkFrame;
import org.multiengine.actors.internal.membership.Addresses;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.core.identity.EngineId;

@Timeout(120)
final class EngineRegistrarTest {

  private static final ActorTestKit testKit =
      TestSystems.node(NodeRoles.HOST, NodeRoles.MULTIENGINE);
  private static final int MAX_ENGINES = 1_000;
  private static final HostPort NO_HOST =
      new HostPort() {
        @Override
        public Optional<EngineStarter> starter() {
          return Optional.empty();
        }

        @Override
        public void shutDownHosts() {
          throw new AssertionError("nobody has asked for it");
        }
      };
  private static final String NODE = Addresses.of(testKit.system());

  private final TestProbe<EngineRegistrar.Assigned> node = testKit.createTestProbe();
  private final TestProbe<LinkFrame> relay = testKit.createTestProbe();
  private @Nullable ActorRef<EngineRegistrar.Command> registrar;

  @BeforeAll
  static void joinCluster() {
    TestSystems.join(testKit);
  }

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  @AfterEach
  void clear() {
    stop();
    writeRegistry(testKit);
  }

  @Test
  void register_newSlots_giveLowestFreeIds() {
    assertThat(register("a", 2)).containsExactly(0, 1);
    assertThat(register("b", 1)).containsExactly(2);
  }

  @Test
  void register_gapBetweenIds_isFilled() {
    writeRegistry(testKit, entry(1, "b", EngineEntry.State.READY));

    assertThat(register("a", 2)).containsExactly(0, 2);
  }

  @Test
  void register_sameSlot_getsItsIdsBack() {
    register("a", 1);
    register("b", 2);
    registrar().tell(new ClusterCommands.Exited("b", "exit status 1"));

    assertThat(register("b", 2)).containsExactly(1, 2);
  }

  @Test
  void register_engineNotRunning_isStarting() {
    register("a", 1);

    awaitRegistry(0, EngineEntry.State.STARTING, "");
  }

  @Test
  void register_engineRunning_isReady() {
    register("a", 1);

    register("a", 1, "life");

    EngineEntry entry = awaitRegistry(0, EngineEntry.State.READY, "life");
    assertThat(List.of(entry.slot(), entry.node(), entry.language()))
        .containsExactly("a", NODE, "groovy");
    assertThat(entry.relay()).isEqualTo(relay.ref());
  }

  @Test
  void register_engineRunning_isToldAsRecorded() {
    registrar().tell(message("a", 1, "life"));

    assertThat(node.receiveMessage().recorded()).containsExactly("life");
  }

  @Test
  void register_repeated_changesNothing() {
    register("a", 2, "life");
    awaitRegistry(0, EngineEntry.State.READY, "life");
    List<EngineEntry> before = readRegistry(testKit);

    List<Integer> ids = register("a", 2, "life");

    assertThat(ids).containsExactly(0, 1);
    assertThat(readRegistry(testKit)).isEqualTo(before);
  }

  @Test
  void register_lostEngineIsBack_isReadyAgainAndTellsHowItWasLost() {
    register("a", 1, "life");
    registrar().tell(new ClusterCommands.Exited("a", "exit status 1"));

    register("a", 1, "next-life");

    assertThat(awaitRegistry(0, EngineEntry.State.READY, "next-life").detail())
        .isEqualTo("exit status 1");
  }

  @Test
  void register_engineThatCouldNotStartAtFirst_isReadyAsAnyOther() {
    register("a", 1);
    registrar().tell(new EngineRegistrar.Lost("a", new EngineId(0), "no such language"));

    register("a", 1, "life");

    assertThat(awaitRegistry(0, EngineEntry.State.READY, "life").detail()).isEmpty();
  }

  @Test
  void exited_engineIsLostAlready_tellsTheLatestEnd() {
    register("a", 1, "life");
    registrar().tell(new ClusterCommands.Exited("a", "exit status 1"));
    awaitRegistry(0, EngineEntry.State.LOST, "life");

    registrar().tell(new ClusterCommands.Exited("a", "exit status 2, not started again"));

    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(readRegistry(testKit))
                    .extracting(EngineEntry::detail)
                    .containsExactly("exit status 2, not started again"));
  }

  @Test
  void count_slotOfLostAndRemovedEngines_tellsThoseToBeStarted() {
    TestProbe<ClusterCommands.Counted> host = testKit.createTestProbe();
    register("a", 1);
    register("b", 3);
    registrar().tell(new EngineRegistrar.Remove("b", new EngineId(2)));
    registrar().tell(new ClusterCommands.Exited("b", "exit status 1"));

    registrar().tell(new ClusterCommands.Count("b", host.ref()));
    registrar().tell(new ClusterCommands.Count("unknown", host.ref()));

    host.expectMessage(new ClusterCommands.Counted(2));
    host.expectMessage(new ClusterCommands.Counted(0));
  }

  @Test
  void lost_engine_isMarked() {
    register("a", 2, "life");

    registrar().tell(new EngineRegistrar.Lost("a", new EngineId(0), "its actor failed"));

    EngineEntry entry = awaitRegistry(0, EngineEntry.State.LOST, "life");
    assertThat(entry.detail()).isEqualTo("its actor failed");
    awaitRegistry(1, EngineEntry.State.STARTING, "");
  }

  @Test
  void lost_engineOfOtherSlot_staysReady() {
    register("a", 1, "life");

    registrar().tell(new EngineRegistrar.Lost("b", new EngineId(0), "its actor failed"));

    register("b", 1);
    awaitRegistry(1, EngineEntry.State.STARTING, "");
    awaitRegistry(0, EngineEntry.State.READY, "life");
  }

  @Test
  void remove_engine_givesItsIdAgain() {
    register("a", 2, "life");

    registrar().tell(new EngineRegistrar.Remove("a", new EngineId(0)));

    assertThat(register("b", 1)).containsExactly(0);
  }

  @Test
  void remove_engineOfOtherSlot_staysReady() {
    register("a", 1, "life");

    registrar().tell(new EngineRegistrar.Remove("b", new EngineId(0)));

    assertThat(register("b", 1)).containsExactly(1);
    awaitRegistry(0, EngineEntry.State.READY, "life");
  }

  @Test
  void exited_slot_losesItsEnginesOnly() {
    register("a", 1, "life");
    register("b", 1);

    registrar().tell(new ClusterCommands.Exited("a", "killed by SIGKILL"));

    EngineEntry entry = awaitRegistry(0, EngineEntry.State.LOST, "life");
    assertThat(entry.detail()).isEqualTo("killed by SIGKILL");
    awaitRegistry(1, EngineEntry.State.STARTING, "");
  }

  @Test
  void exited_slot_downsItsNode() {
    register("a", 1);
    ActorTestKit other = TestSystems.node(NodeRoles.ENGINE, NodeRoles.slot("b"));
    try {
      TestSystems.join(testKit, other);
      awaitMembers(2);

      registrar().tell(new ClusterCommands.Exited("b", "killed by SIGKILL"));

      awaitMembers(1);
    } finally {
      leave(other);
    }
  }

  @Test
  void memberGone_always_losesItsEngines() {
    ActorTestKit other = TestSystems.node(NodeRoles.ENGINE);
    try {
      TestSystems.join(testKit, other);
      awaitMembers(2);
      register("b", Addresses.of(other.system()), 1, "life");

      Cluster.get(testKit.system())
          .manager()
          .tell(new Down(Cluster.get(other.system()).selfMember().address()));

      assertThat(awaitRegistry(0, EngineEntry.State.LOST, "life").detail()).contains("node");
    } finally {
      leave(other);
    }
  }

  @Test
  void start_majorityDoesNotAnswer_usesItsOwnCopy() {
    ActorTestKit other = TestSystems.node(NodeRoles.CLIENT);
    try {
      TestSystems.join(testKit, other);
      awaitMembers(2);
      writeRegistry(testKit, entry(0, "a", EngineEntry.State.READY));

      assertThat(register("b", 1)).containsExactly(1);
    } finally {
      leave(other);
    }
  }

  @Test
  void start_registryWritten_goesOnFromIt() {
    register("a", 2);
    stop();

    assertThat(register("b", 1)).containsExactly(2);
  }

  @Test
  void start_nodeHasLeftBefore_losesItsEngines() {
    EngineEntry orphan = TestSystems.ready(0, relay.ref());
    writeRegistry(testKit, orphan);

    register("b", 1);

    awaitRegistry(0, EngineEntry.State.LOST, orphan.incarnation());
  }

  private ActorRef<EngineRegistrar.Command> registrar() {
    ActorRef<EngineRegistrar.Command> running = registrar;
    if (running == null) {
      running = testKit.spawn(EngineRegistrar.create(MAX_ENGINES, NO_HOST));
      registrar = running;
    }
    return running;
  }

  private void stop() {
    if (registrar != null) {
      testKit.stop(registrar);
      registrar = null;
    }
  }

  private List<Integer> register(String slot, int engines, String... lives) {
    return register(slot, NODE, engines, lives);
  }

  private List<Integer> register(String slot, String address, int engines, String... lives) {
    registrar().tell(message(slot, address, engines, lives));
    return node.receiveMessage().ids().stream().map(EngineId::value).toList();
  }

  private EngineRegistrar.Register message(String slot, int engines, String... lives) {
    return message(slot, NODE, engines, lives);
  }

  private EngineRegistrar.Register message(
      String slot, String address, int engines, String... lives) {
    var running =
        IntStream.range(0, lives.length)
            .mapToObj(id -> new EngineRegistrar.Incarnation(new EngineId(id), lives[id]))
            .toList();
    return new EngineRegistrar.Register(
        slot, address, "groovy", engines, running, relay.ref(), node.ref());
  }

  private EngineEntry entry(int id, String slot, EngineEntry.State state) {
    return new EngineEntry(new EngineId(id), slot, NODE, "life", relay.ref(), "groovy", state, "");
  }

  private static EngineEntry awaitRegistry(int id, EngineEntry.State state, String incarnation) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                readRegistry(testKit).stream()
                    .filter(entry -> entry.id().value() == id)
                    .filter(entry -> entry.state() == state)
                    .filter(entry -> entry.incarnation().equals(incarnation))
                    .findFirst(),
            found -> found.isPresent())
        .orElseThrow();
  }

  private static void leave(ActorTestKit other) {
    Cluster.get(testKit.system())
        .manager()
        .tell(new Down(Cluster.get(other.system()).selfMember().address()));
    awaitMembers(1);
    other.shutdownTestKit();
  }

  private static void awaitMembers(int count) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> sizeOf(Cluster.get(testKit.system()).state().getMembers()) == count);
  }

  private static int sizeOf(Iterable<?> all) {
    int size = 0;
    for (Object ignored : all) {
      size++;
    }
    return size;
  }
}

package org.multiengine.actors.internal.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.PATIENCE;
import static org.multiengine.actors.TestSystems.readRegistry;
import static org.multiengine.actors.TestSystems.writeRegistry;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import akka.cluster.typed.Leave;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.membership.Addresses;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.identity.EngineId;

@Timeout(120)
final class EngineRegistrarTest {

  private static final ActorTestKit testKit =
      TestSystems.node(NodeRoles.HOST, NodeRoles.ENGINE, NodeRoles.MULTIENGINE);
  private static final int MAX_ENGINES = 1_000;
  private static final HostPort NO_HOST =
      new HostPort() {
        @Override
        public Optional<EngineStarter> starter() {
          return Optional.empty();
        }

        @Override
        public void shutDownHosts(ActorRef<EngineRegistrar.Command> registrar) {
          throw new AssertionError("nobody has asked for it");
        }
      };
  private static final String NODE = Addresses.of(testKit.system());

  private final TestProbe<EngineRegistrar.Assigned> node = testKit.createTestProbe();
  private final TestProbe<ClusterCommands.Counted> host = testKit.createTestProbe();
  private final TestProbe<ClusterCommands.Reply> replies = testKit.createTestProbe();
  private final Map<String, TestReports> processes = new HashMap<>();
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
    exited("b", "exit status 1");

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
    assertThat(entry.relay()).isEqualTo(process("a").relay());
  }

  @Test
  void report_engineRunning_isConfirmedWithTheNumberOfTheReport() {
    NodeReport report = process("a").of("a", 1, "life");

    EngineRegistrar.Assigned assigned = send(report);

    assertThat(assigned.lives()).isEqualTo(TestReports.lives("life"));
    assertThat(assigned.number()).isEqualTo(report.number());
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
    exited("a", "exit status 1");

    register("a", 1, "next-life");

    assertThat(awaitRegistry(0, EngineEntry.State.READY, "next-life").detail())
        .isEqualTo("exit status 1");
  }

  @Test
  void register_engineThatCouldNotStartAtFirst_isReadyAsAnyOther() {
    register("a", 1);
    ended("a", 1, "no such language");

    register("a", 1, "life");

    assertThat(awaitRegistry(0, EngineEntry.State.READY, "life").detail()).isEmpty();
  }

  @Test
  void exited_engineIsLostAlready_tellsTheLatestEnd() {
    register("a", 1, "life");
    exited("a", "exit status 1");
    awaitRegistry(0, EngineEntry.State.LOST, "life");

    exited("a", "exit status 2, not started again");

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
    register("a", 1);
    register("b", 3);
    send(process("b").of("b", 2, List.of(TestReports.life(1, "life"))));
    exited("b", "exit status 1");

    registrar().tell(new ClusterCommands.Count("b", replies.ref()));
    registrar().tell(new ClusterCommands.Count("unknown", replies.ref()));

    replies.expectMessage(new ClusterCommands.Counted(2));
    replies.expectMessage(new ClusterCommands.Counted(0));
  }

  @Test
  void ended_engine_isMarked() {
    register("a", 2, "life");

    ended("a", 2, "its actor failed");

    EngineEntry entry = awaitRegistry(0, EngineEntry.State.LOST, "life");
    assertThat(entry.detail()).isEqualTo("its actor failed");
    awaitRegistry(1, EngineEntry.State.STARTING, "");
  }

  @Test
  void killed_engine_givesItsIdAgain() {
    register("a", 2, "life");
    send(process("a").of("a", 1, List.of(), List.of(), List.of("life")));

    assertThat(register("b", 1)).containsExactly(0);
  }

  @Test
  void exited_slot_losesItsEnginesOnly() {
    register("a", 1, "life");
    register("b", 1);

    exited("a", "killed by SIGKILL");

    EngineEntry entry = awaitRegistry(0, EngineEntry.State.LOST, "life");
    assertThat(entry.detail()).isEqualTo("killed by SIGKILL");
    awaitRegistry(1, EngineEntry.State.STARTING, "");
  }

  @Test
  void stuck_engineTakesRequests_isShownAndCallable() {
    register("a", 2, "life");
    register("b", 1, "other-life");

    stuck(Map.of("a", "no progress since 10:11:12"));

    EngineEntry entry = awaitRegistry(0, EngineEntry.State.READY, "life");
    assertThat(entry.stuck()).isEqualTo("no progress since 10:11:12");
    assertThat(entry.isReady()).isTrue();
    assertThat(awaitRegistry(1, EngineEntry.State.STARTING, "").stuck()).isEmpty();
    assertThat(awaitRegistry(2, EngineEntry.State.READY, "other-life").stuck()).isEmpty();
  }

  @Test
  void stuck_makesProgressAgain_isShownNoLonger() {
    register("a", 1, "life");
    stuck(Map.of("a", "no progress"));

    stuck(Map.of("a", ""));

    awaitStuck("");
  }

  @Test
  void stuck_nodeReportsAgain_isShownNoLonger() {
    register("a", 1, "life");
    exited("a", "exit status 1");
    register("a", 1, "next-life");
    stuck(Map.of("a", "no progress"));
    awaitStuck("no progress");

    register("a", 1, "next-life");

    assertThat(awaitStuck("").detail()).isEqualTo("exit status 1");
  }

  @Test
  void stuck_processEnds_isLost() {
    register("a", 1, "life");
    stuck(Map.of("a", "no progress"));

    exited("a", "killed by SIGKILL");

    EngineEntry entry = awaitRegistry(0, EngineEntry.State.LOST, "life");
    assertThat(entry.detail()).isEqualTo("killed by SIGKILL");
    assertThat(entry.stuck()).isEmpty();
  }

  @Test
  void stuck_senderIsNotTheHost_isRefused() {
    NodeReport report = process("a").of("a", 1, "life");
    send(TestReports.with(report, 0, "akka://multiengine@10.0.0.9:25520"));

    stuck(Map.of("a", "no progress"));

    assertThat(awaitRegistry(0, EngineEntry.State.READY, "life").stuck()).isEmpty();
  }

  @Test
  void stuck_registrarIsNew_isShownAtTheNextReport() {
    register("a", 1, "life");
    awaitRegistry(0, EngineEntry.State.READY, "life");
    stop();

    stuck(Map.of("a", "no progress"));

    awaitStuck("no progress");
  }

  @Test
  void exited_slot_downsItsNode() {
    register("a", 1);
    ActorTestKit other = TestSystems.node(NodeRoles.ENGINE, NodeRoles.slot("b"));
    try {
      TestSystems.join(testKit, other);
      awaitMembers(2);

      exited("b", "killed by SIGKILL");

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
      ActorRef<LinkFrame> far =
          TestSystems.seenFrom(testKit, other, other.<LinkFrame>createTestProbe().ref());
      send(new TestReports(far, node.ref()).of("b", 1, "life"));

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
    EngineEntry orphan = TestSystems.ready(0, process("a").relay());
    writeRegistry(testKit, orphan);

    register("b", 1);

    awaitRegistry(0, EngineEntry.State.LOST, orphan.incarnation());
  }

  @Test
  void report_lifeThatIsLost_isReadyAgain() {
    register("a", 1, "life");
    ended("a", 1, "it seems to have ended");
    awaitRegistry(0, EngineEntry.State.LOST, "life");

    register("a", 1, "life");

    awaitRegistry(0, EngineEntry.State.READY, "life");
  }

  @Test
  void report_lateAfterTheExit_staysLost() {
    register("a", 1, "life");
    NodeReport late = process("a").of("a", 1, "life");
    exited("a", "killed by SIGKILL");

    registrar().tell(late);

    count("a");
    awaitRegistry(0, EngineEntry.State.LOST, "life");
  }

  @Test
  @SuppressWarnings("NullAway")
  void report_listIsMissing_isRefusedAndTheNextIsServed() {
    NodeReport whole = process("a").of("a", 1);
    registrar()
        .tell(
            new NodeReport(
                "a",
                "groovy",
                1,
                null,
                List.of(),
                List.of(),
                "",
                1,
                0,
                process("a").relay(),
                node.ref()));

    assertThat(send(whole).number()).isEqualTo(whole.number());
  }

  @Test
  void report_memberThatHasNotTheSlot_isRefused() {
    ActorTestKit client = TestSystems.node(NodeRoles.CLIENT);
    try {
      TestSystems.join(testKit, client);
      awaitMembers(2);
      register("a", 1, "life");
      ActorRef<LinkFrame> hers =
          TestSystems.seenFrom(testKit, client, client.<LinkFrame>createTestProbe().ref());

      registrar().tell(new TestReports(hers, node.ref()).of("a", 1, "mallorys"));

      assertThat(register("a", 1, "life")).containsExactly(0);
      EngineEntry entry = awaitRegistry(0, EngineEntry.State.READY, "life");
      assertThat(entry.relay()).isEqualTo(process("a").relay());
      node.expectNoMessage();
    } finally {
      leave(client);
    }
  }

  @Test
  void exited_memberThatIsNoHost_isRefused() {
    ActorTestKit client = TestSystems.node(NodeRoles.CLIENT);
    try {
      TestSystems.join(testKit, client);
      awaitMembers(2);
      register("a", 1, "life");
      ActorRef<ClusterCommands.Counted> hers =
          TestSystems.seenFrom(
              testKit, client, client.<ClusterCommands.Counted>createTestProbe().ref());

      registrar().tell(new ClusterCommands.Exited("a", "so says mallory", hers));

      register("b", 1);
      awaitRegistry(1, EngineEntry.State.STARTING, "");
      awaitRegistry(0, EngineEntry.State.READY, "life");
    } finally {
      leave(client);
    }
  }

  @Test
  void exited_hostOfOtherProcesses_isRefused() {
    NodeReport ofAnotherHost =
        TestReports.with(process("a").of("a", 1, "life"), 0, "akka://multiengine@10.0.0.9:25520");
    send(ofAnotherHost);

    registrar().tell(new ClusterCommands.Exited("a", "so says the wrong host", host.ref()));

    register("b", 1);
    awaitRegistry(1, EngineEntry.State.STARTING, "");
    awaitRegistry(0, EngineEntry.State.READY, "life");
  }

  @Test
  void start_registryIsLost_knowsTheEnginesFromTheirReports() {
    register("a", 2, "first", "second");
    stop();
    writeRegistry(testKit);

    send(process("a").of("a", 2, "first", "second"));

    awaitRegistry(0, EngineEntry.State.READY, "first");
    awaitRegistry(1, EngineEntry.State.READY, "second");
  }

  @Test
  void start_nodesKnowALaterEpoch_hasAGreaterOne() {
    long later = Long.MAX_VALUE - 10;

    NodeReport report = TestReports.with(process("a").of("a", 1), later, "");

    assertThat(send(report).epoch()).isGreaterThan(later);
  }

  @Test
  void start_again_hasAGreaterEpoch() {
    long first = send(process("a").of("a", 1)).epoch();
    stop();

    NodeReport next = TestReports.with(process("a").of("a", 1), first, "");

    assertThat(send(next).epoch()).isGreaterThan(first);
  }

  @Test
  void registry_changedByAnEarlierRegistrar_isAdopted() {
    register("a", 1, "life");
    EngineEntry own = awaitRegistry(0, EngineEntry.State.READY, "life");

    EngineEntry other =
        new EngineEntry(
            new EngineId(5),
            "b",
            "akka://multiengine@10.0.0.9:25520",
            "other-life",
            own.relay(),
            "groovy",
            EngineEntry.State.LOST,
            "",
            "");
    writeRegistry(testKit, own, other);

    Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(count("b")).isEqualTo(1));
  }

  @Test
  void registry_entryOverwritten_isWrittenAgain() {
    register("a", 1, "life");
    awaitRegistry(0, EngineEntry.State.READY, "life");

    writeRegistry(testKit, entry(0, "b", EngineEntry.State.LOST));

    assertThat(awaitRegistry(0, EngineEntry.State.READY, "life").slot()).isEqualTo("a");
  }

  @Test
  void order_engineProcess_isRefusedWithTheReason() {
    ActorTestKit engine = TestSystems.node(NodeRoles.ENGINE, NodeRoles.slot("b"));
    try {
      TestSystems.join(testKit, engine);
      awaitMembers(2);
      register("a", 1, "life");
      exited("a", "exit status 1");
      TestProbe<ClusterCommands.Reply> answers = engine.createTestProbe();
      TestProbe<EngineAddition.Message> additions = engine.createTestProbe();
      ActorRef<ClusterCommands.Reply> hers = TestSystems.seenFrom(testKit, engine, answers.ref());

      registrar().tell(new ClusterCommands.RemoveLost(hers));
      registrar().tell(new ClusterCommands.Count("a", hers));
      registrar().tell(new ClusterCommands.Shutdown(hers)); // which would fail
      registrar()
          .tell(new ClusterCommands.Add(1, TestSystems.seenFrom(testKit, engine, additions.ref())));

      String reason =
          "the cluster takes no orders from "
              + Addresses.of(engine.system())
              + ", which is neither a host nor a client";
      for (int i = 0; i < 3; i++) {
        answers.expectMessage(new ClusterCommands.Refused(reason));
      }
      additions.expectMessage(new EngineAddition.Refused(reason));
      assertThat(count("a")).isEqualTo(1);
    } finally {
      leave(engine);
    }
  }

  @Test
  void order_memberWithoutEngines_isCarriedOut() {
    ActorTestKit client = TestSystems.node("shop");
    try {
      TestSystems.join(testKit, client);
      awaitMembers(2);
      register("a", 1, "life");
      exited("a", "exit status 1");
      TestProbe<ClusterCommands.Reply> answers = client.createTestProbe();

      registrar()
          .tell(
              new ClusterCommands.RemoveLost(TestSystems.seenFrom(testKit, client, answers.ref())));

      answers.expectMessage(new ClusterCommands.RemovedLost(List.of(new EngineId(0))));
    } finally {
      leave(client);
    }
  }

  @Test
  void shutdown_hostFails_registrarIsStartedAgain() {
    register("a", 1, "life");

    registrar()
        .tell(new ClusterCommands.Shutdown(replies.ref())); // which this host refuses by an error

    assertThat(register("a", 1, "life")).containsExactly(0);
    assertThat(register("b", 1)).containsExactly(1);
  }

  private ActorRef<EngineRegistrar.Command> registrar() {
    ActorRef<EngineRegistrar.Command> running = registrar;
    if (running == null) {
      running =
          testKit.spawn(EngineRegistrar.create(TestSystems.registrySettings(MAX_ENGINES), NO_HOST));
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
    return send(process(slot).of(slot, engines, lives)).lives().stream()
        .map(life -> life.engine().value())
        .toList();
  }

  /** Sends a report and waits for the reply. */
  private EngineRegistrar.Assigned send(NodeReport report) {
    registrar().tell(report);
    return node.receiveMessage();
  }

  /** Reports that the first engine of a slot does not run. */
  private void ended(String slot, int engines, String how) {
    send(process(slot).of(slot, engines, List.of(), List.of(TestReports.end(0, how)), List.of()));
  }

  /** Reports, as the host, the end of the slot's process. The next one has another relay. */
  private void exited(String slot, String how) {
    registrar().tell(new ClusterCommands.Exited(slot, how, host.ref()));
    host.receiveMessage();
    processes.remove(slot);
  }

  /** Reports, as the host, which processes make no progress. */
  private void stuck(Map<String, String> slots) {
    TestProbe<ClusterCommands.StuckRecorded> reporter = testKit.createTestProbe();
    registrar().tell(new ClusterCommands.Stuck(slots, reporter.ref()));
    reporter.receiveMessage();
  }

  private static EngineEntry awaitStuck(String since) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> readRegistry(testKit).get(0),
            entry -> entry.isReady() && entry.stuck().equals(since));
  }

  private int count(String slot) {
    registrar().tell(new ClusterCommands.Count(slot, replies.ref()));
    return replies.expectMessageClass(ClusterCommands.Counted.class).engines();
  }

  private TestReports process(String slot) {
    return processes.computeIfAbsent(
        slot, absent -> new TestReports(testKit.<LinkFrame>createTestProbe().ref(), node.ref()));
  }

  private EngineEntry entry(int id, String slot, EngineEntry.State state) {
    return new EngineEntry(
        new EngineId(id), slot, NODE, "life", process("a").relay(), "groovy", state, "", "");
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
        .tell(new Leave(Cluster.get(other.system()).selfMember().address()));
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

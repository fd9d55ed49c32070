package org.multiengine.actors.internal.door.client;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.door.ControlMessage;
import org.multiengine.actors.internal.door.DialTasks;
import org.multiengine.actors.internal.door.DoorConnections;
import org.multiengine.actors.internal.door.DoorSettings;
import org.multiengine.actors.internal.link.RemoteEnds;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.actors.internal.registry.RegistryState;

@Timeout(60)
final class DialledRegistryTest {

  private static final ActorTestKit testKit = TestSystems.plain();

  private final List<ProcessLink> links = new ArrayList<>();
  private final List<Boolean> isFirst = new ArrayList<>();
  private final DialledRegistry registry = new DialledRegistry(testKit.system(), this::connect);
  private final TestProbe<RegistryState> states = testKit.createTestProbe();
  private long version;

  @BeforeEach
  void subscribe() {
    registry.subscribe(testKit.system(), states.ref());
  }

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  /** Creates a link that is never dialled. */
  private ProcessLink connect(ControlMessage.ProcessRow process, boolean first) {
    isFirst.add(first);
    var dialler =
        new Dialler(DoorConnections.get(testKit.system()), "", null, Duration.ofSeconds(1));
    var link =
        new ProcessLink(
            process,
            dialler,
            RemoteEnds.get(testKit.system()),
            new DialTasks(testKit.system()),
            DoorSettings.of(testKit.system().settings().config()),
            ended -> registry.ended(ended));
    links.add(link);
    return link;
  }

  private static ControlMessage.EngineRow engine(
      int id, @Nullable String process, EngineEntry.State state) {
    return new ControlMessage.EngineRow(
        id,
        "slot-of-" + process,
        "node-of-" + process,
        "life-" + id,
        "groovy",
        state.name(),
        state == EngineEntry.State.LOST ? "killed" : "",
        process,
        "");
  }

  private static ControlMessage.EngineRow ready(int id, @Nullable String process) {
    return engine(id, process, EngineEntry.State.READY);
  }

  private void report(
      List<String> processes, List<ControlMessage.EngineRow> engines, Integer... removed) {
    registry.take(
        new ControlMessage.Registry(
            ++version,
            processes.stream()
                .map(name -> new ControlMessage.ProcessRow(name, "slot-of-" + name, "a.test:1"))
                .toList(),
            engines,
            List.of(removed),
            List.of("a.test:1")));
  }

  private List<EngineEntry> state() {
    return List.copyOf(states.receiveMessage().entries().values());
  }

  private ActorRef<LinkFrame> end(int link) {
    return links.get(link).end().ref();
  }

  private void assertEnded(int link) {
    TestProbe<Object> watcher = testKit.createTestProbe();
    watcher.expectTerminated(end(link));
  }

  @Test
  void take_firstReport_linksEachProcessOnce() {
    report(List.of("p", "q"), List.of(ready(0, "p"), ready(1, "q"), ready(2, "p")));

    List<EngineEntry> entries = state();
    assertThat(links)
        .extracting(link -> link.process().process())
        .containsExactlyInAnyOrder("p", "q");
    assertThat(entries.get(0).relay()).isEqualTo(entries.get(2).relay()).isEqualTo(end(0));
    assertThat(entries.get(1).relay()).isEqualTo(end(1));
    assertThat(entries).allMatch(EngineEntry::isReady);
    assertThat(entries.get(1).slot()).isEqualTo("slot-of-q");
    assertThat(entries.get(1).node()).isEqualTo("node-of-q");
    assertThat(entries.get(1).incarnation()).isEqualTo("life-1");
  }

  @Test
  void take_changes_keepWhatHasNotChanged() {
    report(List.of("p"), List.of(ready(0, "p"), engine(1, "p", EngineEntry.State.STARTING)));
    state();

    report(List.of("p"), List.of(ready(1, "p"), ready(2, "p")), 0);

    assertThat(state()).extracting(entry -> entry.id().value()).containsExactly(1, 2);
    assertThat(links).hasSize(1);
    assertThat(links.get(0).end().isOpen()).isFalse();
  }

  @Test
  void take_firstReportOfTheNextConnection_replacesEverything() {
    report(List.of("p", "q"), List.of(ready(0, "p"), ready(1, "q")));
    state();
    version = 0;

    report(List.of("q"), List.of(ready(1, "q")));

    assertThat(state()).extracting(entry -> entry.id().value()).containsExactly(1);
    assertEnded(0);
    assertThat(links).hasSize(2);
  }

  @Test
  void take_enginesOfAProcessRemoved_endsItsLink() {
    report(List.of("p", "q"), List.of(ready(0, "p"), ready(1, "q")));

    report(List.of("q"), List.of(), 0);

    assertEnded(0);
  }

  @Test
  void take_processThatIsNotKnown_hasStartingEnginesUntilItIs() {
    report(List.of(), List.of(ready(0, null), ready(1, "p")));

    assertThat(state())
        .extracting(EngineEntry::state)
        .containsExactly(EngineEntry.State.STARTING, EngineEntry.State.STARTING);
    assertThat(links).isEmpty();

    report(List.of("p"), List.of(ready(0, "p")));

    assertThat(state()).allMatch(EngineEntry::isReady);
    assertThat(links).hasSize(1);
  }

  @Test
  void take_allEnginesOfAProcessLost_areReportedBeforeItsLinkEnds() {
    TestProbe<String> events = testKit.createTestProbe();
    registry.subscribe(testKit.system(), testKit.spawn(recorder(events.ref())));

    report(List.of("p"), List.of(ready(0, "p"), ready(1, "p")));
    report(List.of("p"), List.of(engine(0, "p", EngineEntry.State.LOST)));
    report(List.of("p"), List.of(engine(1, "p", EngineEntry.State.LOST)));

    events.expectMessage("[READY, READY]");
    events.expectMessage("[LOST, READY]");
    events.expectMessage("[LOST, LOST]");
    events.expectMessage("the link has ended");
  }

  /** Returns a behaviour that reports states, and the end of the first link, as it sees them. */
  private static Behavior<RegistryState> recorder(ActorRef<String> events) {
    return Behaviors.setup(
        context ->
            Behaviors.receive(RegistryState.class)
                .onMessage(
                    RegistryState.class,
                    state -> {
                      List<EngineEntry> all = List.copyOf(state.entries().values());
                      Stream.of(all.get(0))
                          .filter(EngineEntry::isReady)
                          .forEach(entry -> context.watch(entry.relay()));
                      events.tell(all.stream().map(EngineEntry::state).toList().toString());
                      return Behaviors.same();
                    })
                .onSignal(
                    Terminated.class,
                    ended -> {
                      events.tell("the link has ended");
                      return Behaviors.same();
                    })
                .build());
  }

  @Test
  void link_endsWhileItsProcessIsRegistered_isReplacedAndConnectedAfterAWhile() {
    report(List.of("p", "q"), List.of(ready(0, "p"), ready(1, "q")));
    state();

    links.get(0).end().end("it could not be reached");

    EngineEntry entry = state().get(0);
    assertThat(entry.relay()).isEqualTo(end(2)).isNotEqualTo(end(0));
    assertThat(entry.isReady()).isTrue();
    assertThat(links.get(2).process()).isEqualTo(links.get(0).process());
    assertThat(isFirst).containsExactly(true, true, false);
  }

  @Test
  void link_ofAProcessThatIsRegisteredAgain_isConnectedAtOnce() {
    report(List.of("p"), List.of(ready(0, "p")));
    report(List.of(), List.of(), 0);

    report(List.of("p"), List.of(ready(0, "p")));

    assertThat(isFirst).containsExactly(true, true);
  }

  @Test
  void link_ofAProcessThatHasGone_isNotReplaced() {
    report(List.of("p"), List.of(ready(0, "p")));
    report(List.of(), List.of(), 0);
    assertEnded(0);

    report(List.of(), List.of());

    assertThat(links).hasSize(1);
  }

  @Test
  void subscribe_again_givesTheNextSubscriberLinksOfItsOwn() {
    report(List.of("p"), List.of(ready(0, "p")));
    state();
    TestProbe<RegistryState> next = testKit.createTestProbe();

    registry.subscribe(testKit.system(), next.ref());

    assertThat(next.receiveMessage().entries().values())
        .extracting(EngineEntry::relay)
        .containsExactly(end(1));
    assertEnded(0);
    assertThat(links).hasSize(2);
    report(List.of("p"), List.of(ready(1, "p")));
    assertThat(next.receiveMessage().entries()).hasSize(2);
    states.expectNoMessage();
  }

  @Test
  void subscribe_nothingReportedYet_waitsForTheFirstReport() {
    states.expectNoMessage();

    report(List.of(), List.of());

    assertThat(state()).isEmpty();
  }

  @Test
  void close_always_endsAllLinksAndReportsNothingLater() {
    report(List.of("p", "q"), List.of(ready(0, "p"), ready(1, "q")));
    state();

    registry.close();

    assertEnded(0);
    assertEnded(1);
    report(List.of("p"), List.of(ready(0, "p")));
    states.expectNoMessage();
    assertThat(links).hasSize(2);
  }
}

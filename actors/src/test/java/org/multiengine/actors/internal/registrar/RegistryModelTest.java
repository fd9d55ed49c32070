package org.multiengine.actors.internal.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;

/**
 * The rules of the registry against a model of a cluster: random sequences of starts, ends and
 * losses, in which reports come late, twice or never, and registrars change.
 */
final class RegistryModelTest {

  private static final int RUNS = 400;
  private static final int STEPS = 60;
  private static final int MAX_ENGINES = 40;
  private static final List<String> SLOTS = List.of("a", "b", "c");

  private static final ActorTestKit testKit = TestSystems.plain();
  private static final ActorRef<EngineRegistrar.Assigned> replies =
      testKit.<EngineRegistrar.Assigned>createTestProbe().ref();
  private static final List<ActorRef<LinkFrame>> relays =
      IntStream.range(0, STEPS + SLOTS.size() + 1)
          .mapToObj(i -> testKit.<LinkFrame>createTestProbe().ref())
          .toList();

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  /** A process with engines, as its relay sees them. */
  private static final class Node {

    final String slot;
    final String address;
    final TestReports reports;
    final Map<String, EngineId> lives = new TreeMap<>();
    final Map<EngineId, String> ended = new HashMap<>();
    final Set<String> killed = new HashSet<>();
    int engines;

    Node(String slot, int number, int engines) {
      this.slot = slot;
      this.address = "node-" + number;
      this.reports = new TestReports(relays.get(number), replies);
      this.engines = engines;
    }

    NodeReport report() {
      List<EngineLife> running = new ArrayList<>();
      lives.forEach((incarnation, id) -> running.add(new EngineLife(id, incarnation)));
      List<NodeReport.Ended> ends = new ArrayList<>();
      ended.forEach((id, how) -> ends.add(new NodeReport.Ended(id, how)));
      return reports.of(slot, engines, running, ends, List.copyOf(killed));
    }
  }

  /** The cluster and its registrar. */
  private static final class Cluster {

    final Random random;
    final Map<String, Node> nodes = new TreeMap<>();
    final List<NodeReport> onTheirWay = new ArrayList<>();
    final Map<ActorRef<LinkFrame>, String> addresses = new HashMap<>();
    final List<TreeMap<EngineId, EngineEntry>> copies = new ArrayList<>();
    final Map<ActorRef<LinkFrame>, Long> delivered = new HashMap<>();
    RegistryEntries entries = new RegistryEntries(new TreeMap<>(), MAX_ENGINES);
    Reporters reporters = new Reporters();
    int processes;
    int lives;

    Cluster(long seed) {
      random = new Random(seed);
      SLOTS.forEach(slot -> startProcess(slot, 1 + random.nextInt(3)));
    }

    void startProcess(String slot, int engines) {
      var node = new Node(slot, processes++, engines);
      nodes.put(slot, node);
      NodeReport first = node.report();
      addresses.put(first.relay(), node.address);
      onTheirWay.add(first);
    }

    boolean isHeld(EngineEntry entry) {
      Node node = nodes.get(entry.slot());
      return node != null && node.address.equals(entry.node());
    }

    void step() {
      List<Node> all = List.copyOf(nodes.values());
      Node node = all.get(random.nextInt(all.size()));
      switch (random.nextInt(9)) {
        case 0 -> onTheirWay.add(node.report());
        case 1, 2, 3 -> deliverAny();
        case 4 -> end(node);
        case 5 -> kill(node);
        case 6 -> exit(node);
        case 7 -> changeRegistrar();
        default -> lose(node);
      }
      copies.add(new TreeMap<>(entries.all()));
    }

    /** Delivers any report, not only the oldest, and perhaps once more later. */
    void deliverAny() {
      if (!onTheirWay.isEmpty()) {
        int which = random.nextInt(onTheirWay.size());
        NodeReport report = onTheirWay.get(which);
        if (random.nextInt(4) > 0) {
          onTheirWay.remove(which);
        }
        deliver(report);
      }
    }

    void deliver(NodeReport report) {
      var before = new TreeMap<>(entries.all());
      long latest = delivered.getOrDefault(report.relay(), 0L);
      receive(report);
      if (report.number() <= latest) {
        assertThat(entries.all()).as("a late report changes nothing").isEqualTo(before);
      }
      before.values().removeIf(entry -> entry.slot().equals(report.slot()));
      assertThat(entries.all()).as("other slots keep their entries").containsAllEntriesOf(before);
    }

    void receive(NodeReport report) {
      Node node = nodes.get(report.slot());
      String from = addresses.get(report.relay());
      if (node == null || from == null || !node.address.equals(from)) {
        return;
      }
      delivered.merge(report.relay(), report.number(), Math::max);
      if (reporters.isNews(report)) {
        new NodeReportRules(entries, report, from, this::isHeld).apply(true);
        assigned(node, entries.livesOf(report.slot()));
      }
    }

    /** The node starts what it lacks at once. */
    void assigned(Node node, List<EngineLife> assigned) {
      for (EngineLife life : assigned) {
        node.lives.computeIfPresent(life.incarnation(), (incarnation, id) -> life.engine());
      }
      node.ended.keySet().retainAll(assigned.stream().map(EngineLife::engine).toList());
      for (EngineLife life : assigned) {
        if (!node.lives.containsValue(life.engine())
            && !node.killed.contains(life.incarnation())
            && node.lives.size() < node.engines
            && random.nextBoolean()) {
          node.lives.put("life-" + lives++, life.engine());
          node.ended.remove(life.engine());
          onTheirWay.add(node.report());
        }
      }
    }

    void end(Node node) {
      node.lives.keySet().stream()
          .findFirst()
          .ifPresent(
              life -> {
                EngineId id = node.lives.remove(life);
                node.ended.put(id, "engine " + id + " failed");
                onTheirWay.add(node.report());
              });
    }

    void kill(Node node) {
      if (node.engines > 1 && !node.lives.isEmpty()) {
        String life = node.lives.keySet().iterator().next();
        node.lives.remove(life);
        node.killed.add(life);
        node.engines--;
        onTheirWay.add(node.report());
      }
    }

    /** The process ends, as its host reports, and is started again. Its reports may come later. */
    void exit(Node node) {
      entries.slotLost(node.slot, "exit status 1");
      reporters.ended(node.slot, List.of(node.report().relay()));
      startProcess(node.slot, node.engines);
    }

    /** The next registrar knows an older copy of the registry, or nothing. */
    void changeRegistrar() {
      var known =
          copies.isEmpty() || random.nextInt(3) == 0
              ? new TreeMap<EngineId, EngineEntry>()
              : copies.get(Math.max(0, copies.size() - 1 - random.nextInt(10)));
      entries = new RegistryEntries(known, MAX_ENGINES);
      reporters = new Reporters();
      delivered.clear();
      if (random.nextBoolean()) {
        entries.adopt(copies.isEmpty() ? List.of() : copies.get(copies.size() - 1).values());
      }
    }

    /** Something is marked lost although it may be alive. */
    void lose(Node node) {
      entries.nodeLost(node.address, "it seems");
      if (random.nextInt(4) == 0) {
        entries.removeLost();
      }
    }

    void round() {
      List.copyOf(nodes.values()).forEach(node -> deliver(node.report()));
    }

    Stream<EngineLife> ready() {
      return entries.all().values().stream().filter(EngineEntry::isReady).map(EngineEntry::life);
    }

    List<EngineLife> alive() {
      List<EngineLife> alive = new ArrayList<>();
      for (Node node : nodes.values()) {
        node.lives.forEach((incarnation, id) -> alive.add(new EngineLife(id, incarnation)));
      }
      return alive;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void registry_anySequence_healsWithinARound(long seed) {
    for (int run = 0; run < RUNS; run++) {
      var cluster = new Cluster(seed * RUNS + run);
      for (int step = 0; step < STEPS; step++) {
        cluster.step();
        assertThat(cluster.ready().map(EngineLife::incarnation))
            .as("no life has two ids, run %s step %s", run, step)
            .doesNotHaveDuplicates();
      }
      assertHealed(cluster, run);
    }
  }

  private static void assertHealed(Cluster cluster, int run) {
    List<String> before = cluster.alive().stream().map(EngineLife::incarnation).toList();

    cluster.round();

    assertThat(cluster.ready().map(EngineLife::incarnation))
        .as("each living engine is ready, run %s", run)
        .containsAll(before);
    assertThat(cluster.entries.all().values().stream().filter(EngineEntry::isLost))
        .as("no living engine is lost, run %s", run)
        .noneMatch(entry -> before.contains(entry.incarnation()));
    for (int i = 0; i < 20; i++) {
      cluster.round(); // in which nodes start what they lack
    }
    assertThat(cluster.ready().toList())
        .as("nodes and registrar agree, run %s", run)
        .containsExactlyInAnyOrderElementsOf(cluster.alive());
    for (Node node : cluster.nodes.values()) {
      assertThat(node.lives).as("each node is complete, run %s", run).hasSize(node.engines);
      assertThat(cluster.entries.of(node.slot)).as("no id is left").hasSize(node.engines);
    }
  }
}

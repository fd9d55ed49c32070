package org.multiengine.core.task.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.NodeTraits;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskOptions;
import org.multiengine.core.task.TaskReport;
import org.multiengine.core.task.TaskSettings;
import org.multiengine.core.task.TaskState;
import org.multiengine.core.task.TaskSubmission;
import org.multiengine.core.task.TaskWait.Reason;

/**
 * A simulated cluster: boards of clients, nodes with inboxes and engines, and messages that take a
 * random time but keep their order. It checks that each task ends once, and that an engine runs one
 * task at a time.
 */
final class ModelCluster {

  static final long MILLIS = 1_000_000;

  /** How long an engine may be idle while a task waits that it could run. */
  private static final long IDLE_BOUND = 500 * MILLIS;

  private static final long LOSS_DELAY = 20 * MILLIS;

  /** A report of a node to a board. */
  @FunctionalInterface
  interface Reply {
    List<TaskInstruction<Integer, ModelWork>> to(TaskBoard<Integer, ModelWork> board, long now);
  }

  private record Event(long at, long number, Runnable action) {}

  final Random random;
  final Map<String, TaskBoard<Integer, ModelWork>> boards = new LinkedHashMap<>();
  final Map<Integer, ModelNode> nodes = new LinkedHashMap<>();
  final Map<TaskId, TaskReport> reports = new HashMap<>();
  final Map<TaskId, Integer> begins = new HashMap<>();
  final Map<TaskId, TaskOptions> submitted = new HashMap<>();
  final List<TaskId> beginOrder = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();
  int moved;

  private final TaskSettings settings;
  private final long maxLatency;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private final Map<String, Long> lastDelivery = new HashMap<>();
  private final Set<EngineLife> busy = new HashSet<>();
  private final Map<String, Long> plannedTick = new HashMap<>();
  private long now;
  private long lastEvent;
  private int lastEngine;
  private int lastNode;

  ModelCluster(long seed, long maxLatency, TaskSettings settings) {
    this.random = new Random(seed);
    this.maxLatency = maxLatency;
    this.settings = settings;
  }

  long now() {
    return now;
  }

  void at(long time, Runnable action) {
    events.add(new Event(time, ++lastEvent, action));
  }

  TaskBoard<Integer, ModelWork> board(String client) {
    TaskBoard<Integer, ModelWork> known = boards.get(client);
    if (known != null) {
      return known;
    }
    var created = new TaskBoard<Integer, ModelWork>(settings, random, now);
    boards.put(client, created);
    nodes.values().stream().filter(node -> node.isAlive).forEach(node -> announce(node, client));
    return created;
  }

  private void announce(ModelNode node, String client) {
    for (EngineLife engine : node.engines) {
      perform(client, board(client).joined(node.id, engine, node.traits, now));
    }
  }

  ModelNode addNode(int engines, double slowness, NodeTraits traits) {
    var node = new ModelNode(this, ++lastNode, lastEngine, engines, slowness, traits);
    lastEngine += engines;
    nodes.put(node.id, node);
    List.copyOf(boards.keySet()).forEach(client -> announce(node, client));
    return node;
  }

  void submit(String client, long number, ModelWork work, TaskOptions options) {
    var id = new TaskId(client, number);
    submitted.put(id, options);
    String kind = "k" + work.nanos() / MILLIS;
    var board = board(client);
    perform(client, board.submit(new TaskSubmission<>(id, kind, 100, options, work), now));
  }

  void cancel(String client, long number) {
    perform(client, board(client).cancel(new TaskId(client, number), now));
  }

  /** Ends a node. Clients learn of it after a while. */
  void kill(ModelNode node, boolean exact) {
    node.isAlive = false;
    nodes.remove(node.id);
    busy.removeAll(node.engines);
    for (String client : boards.keySet()) {
      long detected = Math.max(now + LOSS_DELAY, lastDelivery.getOrDefault(way(node, client), 0L));
      at(
          detected,
          () -> perform(client, board(client).nodeLost(node.id, node.loss(client, exact), now)));
    }
  }

  private static String way(ModelNode node, String client) {
    return node.id + ">" + client;
  }

  private void deliver(String way, Runnable action) {
    long latency = 1 + (long) (random.nextDouble() * maxLatency);
    long time = Math.max(now + latency, lastDelivery.getOrDefault(way, 0L));
    lastDelivery.put(way, time);
    at(time, action);
  }

  /** Sends a report, which is lost if the node ends before it arrives. */
  void reply(ModelNode node, String client, Reply reply) {
    deliver(
        way(node, client),
        () -> {
          if (node.isAlive) {
            perform(client, reply.to(board(client), now));
          }
        });
  }

  void perform(String client, List<TaskInstruction<Integer, ModelWork>> instructions) {
    var performer = new Performer(client);
    instructions.forEach(next -> next.accept(performer));
    OptionalLong tick = board(client).nextTick();
    if (tick.isPresent() && tick.getAsLong() < plannedTick.getOrDefault(client, Long.MAX_VALUE)) {
      long time = Math.max(now, tick.getAsLong());
      plannedTick.put(client, time);
      at(
          time,
          () -> {
            if (plannedTick.getOrDefault(client, -1L) == time) {
              plannedTick.remove(client);
              perform(client, board(client).tick(now));
            }
          });
    }
  }

  private final class Performer implements TaskInstruction.Performer<Integer, ModelWork> {

    private final String client;

    Performer(String client) {
      this.client = client;
    }

    private void toNode(int id, Consumer<ModelNode> action) {
      deliver(
          client + ">" + id,
          () -> {
            ModelNode node = nodes.get(id);
            if (node != null) {
              action.accept(node);
            }
          });
    }

    @Override
    public void send(TaskInstruction.Send<Integer, ModelWork> send) {
      toNode(send.node(), node -> node.receive(client, send.orders(), send.more()));
    }

    @Override
    public void recall(TaskInstruction.Recall<Integer, ModelWork> recall) {
      toNode(recall.node(), node -> node.recall(client, recall.attempts()));
    }

    @Override
    public void cancel(TaskInstruction.Cancel<Integer, ModelWork> cancel) {
      toNode(cancel.node(), node -> node.cancel(client, cancel.attempt()));
    }

    @Override
    public void end(TaskInstruction.End<Integer, ModelWork> end) {
      TaskReport earlier = reports.put(end.report().id(), end.report());
      assertThat(earlier).as("task %s ends once", end.report().id()).isNull();
      moved += end.report().moves();
    }

    @Override
    public void giveUp(TaskInstruction.GiveUp<Integer, ModelWork> giveUp) {}

    @Override
    public void warn(TaskInstruction.Warn<Integer, ModelWork> warn) {
      warnings.add(warn.reason());
    }
  }

  /** Notes that an attempt begins; returns how many attempts at its task began before. */
  int begins(TaskId task, EngineLife engine) {
    assertThat(busy.add(engine)).as("engine %s runs one task", engine).isTrue();
    beginOrder.add(task);
    return begins.merge(task, 1, Integer::sum) - 1;
  }

  void ranTo(AttemptId attempt, EngineLife engine) {
    assertThat(busy.remove(engine)).as("engine %s ran %s", engine, attempt).isTrue();
  }

  /** Lets time pass until a time. */
  void runUntil(long time) {
    while (!events.isEmpty() && events.peek().at() <= time) {
      step();
    }
    now = time;
  }

  /** Lets time pass until nothing is planned. */
  void runToEnd() {
    while (!events.isEmpty()) {
      step();
    }
  }

  private void step() {
    Event next = events.poll();
    now = Math.max(now, next.at());
    next.action().run();
  }

  /** Checks that no engine is idle for long while a task waits that any engine can run. */
  void checkNoEngineIsIdle() {
    long since = now - IDLE_BOUND;
    boolean isIdle =
        nodes.values().stream()
            .flatMap(node -> node.idleSince.values().stream())
            .anyMatch(idle -> idle < since);
    if (isIdle) {
      boards.forEach(
          (client, board) ->
              board.open().stream()
                  .filter(task -> task.submitted() < since && isAnywhere(task.id()))
                  .filter(task -> lastChange(task) < since)
                  .forEach(
                      task ->
                          assertThat(board.why(task.id(), now).reason())
                              .as("%s: %s", task, board.why(task.id(), now))
                              .isNotIn(Reason.AT_NODE, Reason.ENGINES_BUSY, Reason.FAIRNESS)));
    }
  }

  private boolean isAnywhere(TaskId task) {
    TaskOptions options = Objects.requireNonNull(submitted.get(task));
    return !options.retry().elsewhere()
        && options.needs().labels().isEmpty()
        && options.needs().resources().isEmpty()
        && options.needs().engines() == null
        && options.after().isEmpty()
        && options.follow().isEmpty();
  }

  private static long lastChange(TaskReport task) {
    return task.attempts().stream()
        .mapToLong(attempt -> attempt.ended().orElse(Long.MAX_VALUE))
        .max()
        .orElse(0);
  }

  /** Checks what must hold when nothing is left to do. */
  void checkEnd() {
    assertThat(reports.keySet()).as("each task has ended").isEqualTo(submitted.keySet());
    boards.forEach((client, board) -> assertThat(board.footprint()).as("nothing is left").isZero());
    submitted.forEach(
        (id, options) -> {
          int begun = begins.getOrDefault(id, 0);
          assertThat(begun).as("begins of %s", reports.get(id)).isLessThanOrEqualTo(most(options));
        });
  }

  private static int most(TaskOptions options) {
    int repeats = options.idempotent() ? 1 : 0;
    return 1 + options.retriesAfterLoss() + options.retry().failed() + repeats;
  }

  long ended(TaskState state) {
    return reports.values().stream().filter(report -> report.state() == state).count();
  }
}

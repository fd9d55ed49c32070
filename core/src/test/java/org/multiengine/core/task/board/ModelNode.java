package org.multiengine.core.task.board;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.NodeTraits;
import org.multiengine.core.task.TaskAnswer;
import org.multiengine.core.task.TaskLoss;
import org.multiengine.core.task.TaskOrder;
import org.multiengine.core.task.inbox.InboxSettings;
import org.multiengine.core.task.inbox.TaskInbox;

/** A node of a {@link ModelCluster}: an inbox, and engines that run its tasks. */
final class ModelNode {

  private static final long INTERRUPT_NANOS = 50_000;

  final int id;
  final NodeTraits traits;
  final List<EngineLife> engines = new ArrayList<>();
  final TaskInbox<String, ModelWork> inbox;
  final Map<EngineLife, Long> idleSince = new LinkedHashMap<>();
  boolean isAlive = true;

  private final ModelCluster cluster;
  private final double slowness;

  /** The attempts whose end has not reached their client, by client. */
  private final Map<String, Set<AttemptId>> begun = new HashMap<>();

  private final Map<AttemptId, Integer> runs = new HashMap<>();

  ModelNode(
      ModelCluster cluster,
      int id,
      int firstEngine,
      int count,
      double slowness,
      NodeTraits traits) {
    this.cluster = cluster;
    this.id = id;
    this.slowness = slowness;
    this.traits = traits;
    this.inbox = new TaskInbox<>(InboxSettings.defaults(), traits);
    for (int i = 0; i < count; i++) {
      var life = new EngineLife(new EngineId(firstEngine + i), "life" + id);
      engines.add(life);
      inbox.joined(life);
      idleSince.put(life, cluster.now());
    }
  }

  void receive(String client, List<TaskOrder<ModelWork>> orders, boolean more) {
    var declined = inbox.offer(client, orders, more);
    if (!declined.returned().isEmpty()) {
      cluster.reply(this, client, (board, now) -> board.returned(id, declined.returned(), now));
    }
    if (!declined.refused().isEmpty()) {
      cluster.reply(this, client, (board, now) -> board.refused(id, declined.refused(), now));
    }
    startAll();
  }

  void recall(String client, List<AttemptId> ids) {
    List<AttemptId> taken = inbox.recall(client, ids);
    cluster.reply(this, client, (board, now) -> board.returned(id, taken, now));
    grant();
  }

  void cancel(String client, AttemptId attempt) {
    var found = inbox.cancel(client, attempt);
    if (found.isReturned()) {
      cluster.reply(this, client, (board, now) -> board.returned(id, List.of(attempt), now));
    } else if (found.engine() != null) {
      int run = runs.merge(attempt, 1, Integer::sum);
      EngineLife engine = found.engine();
      cluster.at(
          cluster.now() + INTERRUPT_NANOS,
          () -> end(attempt, engine, run, ModelWork.interrupted()));
    }
  }

  private void startAll() {
    engines.forEach(this::startNext);
    grant();
  }

  private void startNext(EngineLife engine) {
    var started = isAlive ? inbox.next(engine, cluster.now()) : null;
    if (started == null) {
      return;
    }
    idleSince.remove(engine);
    AttemptId attempt = started.order().id();
    String client = started.client();
    int earlier = cluster.begins(attempt.task(), engine);
    begun.computeIfAbsent(client, absent -> new LinkedHashSet<>()).add(attempt);
    cluster.reply(this, client, (board, now) -> board.begun(id, attempt, engine, now));
    ModelWork work = started.order().work();
    int run = runs.merge(attempt, 1, Integer::sum);
    cluster.at(
        cluster.now() + (long) (work.nanos() * slowness),
        () -> end(attempt, engine, run, work.outcome(engine.engine().value(), earlier)));
  }

  private void end(AttemptId attempt, EngineLife engine, int run, Outcome outcome) {
    if (!isAlive || runs.getOrDefault(attempt, 0) != run) {
      return;
    }
    var ended = inbox.ended(attempt, cluster.now());
    if (ended == null) {
      return;
    }
    runs.remove(attempt);
    cluster.ranTo(attempt, engine);
    idleSince.put(engine, cluster.now());
    var answer = new TaskAnswer(attempt, engine, true, outcome, ended.runNanos());
    cluster.reply(
        this,
        ended.client(),
        (board, now) -> {
          begun.getOrDefault(ended.client(), Set.of()).remove(attempt);
          return board.ended(id, answer, now);
        });
    startNext(engine);
    grant();
  }

  private void grant() {
    for (var granted : inbox.grants(cluster.now())) {
      cluster.reply(
          this, granted.client(), (board, now) -> board.granted(id, granted.grant(), now));
    }
    inbox
        .nextGrants(cluster.now())
        .ifPresent(
            time ->
                cluster.at(
                    time,
                    () -> {
                      if (isAlive) {
                        grant();
                      }
                    }));
  }

  void drain() {
    for (var returned : inbox.drain()) {
      cluster.reply(
          this, returned.client(), (board, now) -> board.returned(id, returned.attempts(), now));
    }
    grant();
  }

  void resume() {
    inbox.resume();
    startAll();
  }

  /** Returns the loss of the node for a client. */
  TaskLoss loss(String client, boolean exact) {
    var error = EngineLost.of(engines.get(0).engine(), "life" + id, "node " + id + " ended");
    return exact
        ? TaskLoss.exact(error, begun.getOrDefault(client, Set.of()))
        : TaskLoss.unknown(error);
  }
}

package org.multiengine.core.task.board;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.NodeGrant;
import org.multiengine.core.task.NodeTraits;
import org.multiengine.core.task.TaskAnswer;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskLoss;
import org.multiengine.core.task.TaskOptions;
import org.multiengine.core.task.TaskOrder;
import org.multiengine.core.task.TaskReport;
import org.multiengine.core.task.TaskSettings;
import org.multiengine.core.task.TaskSubmission;
import org.multiengine.core.task.TaskWait;

/** A board whose nodes are played by a test. Times are milliseconds. */
final class BoardFixture implements TaskInstruction.Performer<String, String> {

  static final String CLIENT = "ann";
  private static final long MILLIS = 1_000_000;

  final TaskBoard<String, String> board;
  final List<String> log = new ArrayList<>();
  private final Map<Long, TaskReport> reports = new LinkedHashMap<>();
  private final Map<Long, Outcome> outcomes = new HashMap<>();
  private final Map<Long, AttemptId> last = new HashMap<>();
  private final Map<AttemptId, TaskOrder<String>> orders = new HashMap<>();
  long now = 1_000 * MILLIS;
  private final Map<AttemptId, String> nodeOf = new HashMap<>();
  private long lastNumber;

  BoardFixture() {
    this(TaskSettings.defaults());
  }

  BoardFixture(TaskSettings settings) {
    board = new TaskBoard<>(settings, new Random(1), now);
  }

  static EngineLife engine(int number) {
    return new EngineLife(new EngineId(number), "life" + number);
  }

  static TaskId id(long number) {
    return new TaskId(CLIENT, number);
  }

  private String nodeOf(AttemptId attempt) {
    return Objects.requireNonNull(nodeOf.get(attempt));
  }

  /** Returns the last attempt at a task. */
  AttemptId last(long task) {
    return Objects.requireNonNull(last.get(task));
  }

  /** Returns the last attempt at a task as it was sent. */
  TaskOrder<String> order(long task) {
    return Objects.requireNonNull(orders.get(last(task)));
  }

  boolean hasEnded(long task) {
    return reports.containsKey(task);
  }

  /** Returns the record of a task that has ended. */
  TaskReport report(long task) {
    return Objects.requireNonNull(reports.get(task));
  }

  void perform(List<TaskInstruction<String, String>> instructions) {
    instructions.forEach(next -> next.accept(this));
  }

  /** Adds a node with engines, the first of which has a number. */
  void node(String name, int first, int count) {
    node(name, first, count, NodeTraits.none());
  }

  void node(String name, int first, int count, NodeTraits traits) {
    for (int number = first; number < first + count; number++) {
      perform(board.joined(name, engine(number), traits, now));
    }
  }

  long submit() {
    return submit(TaskOptions.defaults());
  }

  long submit(TaskOptions options) {
    return submit(options, "kind");
  }

  long submit(TaskOptions options, String kind) {
    long number = ++lastNumber;
    perform(
        board.submit(new TaskSubmission<>(id(number), kind, 100, options, "work" + number), now));
    return number;
  }

  void begin(long task, int engine) {
    AttemptId attempt = last(task);
    perform(board.begun(nodeOf(attempt), attempt, engine(engine), now));
  }

  void answer(long task, int engine, Outcome outcome) {
    answer(last(task), engine, outcome, 1);
  }

  void answer(AttemptId attempt, int engine, Outcome outcome, long millis) {
    var answer = new TaskAnswer(attempt, engine(engine), true, outcome, millis * MILLIS);
    perform(board.ended(nodeOf(attempt), answer, now));
  }

  void done(long task, int engine) {
    answer(task, engine, new Outcome.Done());
  }

  void fail(long task, int engine, String error) {
    answer(task, engine, failure(error));
  }

  static Outcome failure(String error) {
    return new Outcome.Failed(new Failure(false, error, "no", "", null));
  }

  void returned(long task) {
    AttemptId attempt = last(task);
    perform(board.returned(nodeOf(attempt), List.of(attempt), now));
  }

  void loseEngine(int engine) {
    perform(board.engineLost(engine(engine), loss(engine, Set.of()), now));
  }

  void loseNode(String node, int engine, Set<AttemptId> begun) {
    perform(board.nodeLost(node, loss(engine, begun), now));
  }

  private static TaskLoss loss(int engine, Set<AttemptId> begun) {
    return TaskLoss.exact(
        EngineLost.of(new EngineId(engine), "life" + engine, "engine " + engine + " was killed"),
        begun);
  }

  void loseMachine(String node, int engine) {
    perform(
        board.nodeLost(
            node,
            TaskLoss.unknown(
                EngineLost.of(new EngineId(engine), "life" + engine, "the machine is gone")),
            now));
  }

  void grant(String node, int window, int busy, int clients) {
    perform(board.granted(node, new NodeGrant(window, busy, 0, clients), now));
  }

  void cancel(long task) {
    perform(board.cancel(id(task), now));
  }

  /** Lets time pass, and does what is due meanwhile. */
  void pass(Duration time) {
    long end = now + time.toNanos();
    while (board.nextTick().isPresent() && board.nextTick().getAsLong() - end <= 0) {
      now = Math.max(now, board.nextTick().getAsLong());
      perform(board.tick(now));
    }
    now = end;
  }

  TaskWait why(long task) {
    return board.why(id(task), now);
  }

  /** Returns the log and clears it. */
  List<String> takeLog() {
    List<String> taken = List.copyOf(log);
    log.clear();
    return taken;
  }

  @Override
  public void send(TaskInstruction.Send<String, String> send) {
    for (TaskOrder<String> order : send.orders()) {
      last.put(order.id().task().number(), order.id());
      nodeOf.put(order.id(), send.node());
      orders.put(order.id(), order);
      log.add("send " + order.id().task().number() + " to " + send.node());
    }
    if (send.orders().isEmpty()) {
      log.add((send.more() ? "more for " : "no more for ") + send.node());
    }
  }

  @Override
  public void recall(TaskInstruction.Recall<String, String> recall) {
    recall
        .attempts()
        .forEach(next -> log.add("recall " + next.task().number() + " from " + recall.node()));
  }

  @Override
  public void cancel(TaskInstruction.Cancel<String, String> cancel) {
    log.add("cancel " + cancel.attempt().task().number() + " at " + cancel.node());
  }

  @Override
  public void end(TaskInstruction.End<String, String> end) {
    long number = end.report().id().number();
    log.add(number + " " + end.report().state().label());
    reports.put(number, end.report());
    outcomes.put(number, end.outcome());
  }

  @Override
  public void giveUp(TaskInstruction.GiveUp<String, String> giveUp) {
    log.add("give up " + giveUp.attempt().task().number() + " at " + giveUp.node());
  }

  @Override
  public void warn(TaskInstruction.Warn<String, String> warn) {
    log.add("warn: " + warn.reason());
  }

  /** Returns the text of the error with which a task ended. */
  String error(long task) {
    return Errors.line(Objects.requireNonNull(outcomes.get(task)));
  }
}

package org.multiengine.actors.internal.node.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.protocol.TaskMessage;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Report;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.NodeTraits;
import org.multiengine.core.task.TaskAnswer;
import org.multiengine.core.task.TaskOrder;
import org.multiengine.core.task.inbox.InboxSettings;
import org.multiengine.core.task.inbox.TaskInbox;
import org.multiengine.core.task.mark.BeginMarks;

/**
 * The tasks of a node: hands them to engines that are free, by the rules of {@link TaskInbox}, and
 * reports to the farms what becomes of them. Used by the node's relay alone.
 */
public final class NodeTasks {

  /** A message to the relay. */
  public enum Task {
    /** It is time to send reports. */
    FLUSH,
    /** It is time to look at running tasks and idle engines. */
    CHECK
  }

  /** How long a task runs before its begin is reported; most end before that. */
  private static final Duration BEGIN_REPORT_DELAY = Duration.ofMillis(5);

  private final TaskNode node;
  private final Duration busyAfter;
  private final TaskInbox<Link<RelayMessage>, TaskRequest> inbox;
  private final RoundTrips trips = new RoundTrips();
  private final TaskOutbox outbox;
  private final Map<EngineLife, TaskEngine> engines = new LinkedHashMap<>();
  private final OpenRuns open = new OpenRuns();

  /** The engines that take a task although direct calls wait. */
  private final Set<EngineLife> asking = new HashSet<>();

  private final Set<Link<RelayMessage>> paused = new HashSet<>();
  private final @Nullable BeginMarks marks;
  private boolean willFlush;

  /**
   * Creates it without engines and tasks.
   *
   * @param node the relay
   * @param settings the limits
   * @param traits the labels and resources of the node
   * @param marks receives each attempt before it runs; null if nobody would read the marks
   */
  public NodeTasks(
      TaskNode node, InboxSettings settings, NodeTraits traits, @Nullable BeginMarks marks) {
    this.marks = marks;
    this.node = node;
    this.busyAfter = settings.busyAfter();
    this.inbox = new TaskInbox<>(settings, traits);
    this.outbox = new TaskOutbox(node, trips);
  }

  /** Returns the handler of messages that come over a link. */
  public TaskMessage.NodeHandler from(Link<RelayMessage> link) {
    return new FromFarm(link);
  }

  private final class FromFarm implements TaskMessage.NodeHandler {

    private final Link<RelayMessage> link;

    FromFarm(Link<RelayMessage> link) {
      this.link = link;
    }

    @Override
    public void orders(TaskMessage.Orders orders) {
      if (!orders.client().isEmpty()) {
        node.clientSeen(orders.client(), link);
      }
      List<TaskOrder<TaskRequest>> allowed = new ArrayList<>(orders.orders().size());
      for (TaskOrder<TaskRequest> order : orders.orders()) {
        KernelError refusal = node.refusal(link, order, allowedEngines(order));
        if (refusal == null) {
          allowed.add(order);
        } else {
          answer(link, order.id(), refusal);
        }
      }
      TaskInbox.Declined declined = inbox.offer(link, allowed, orders.more());
      inbox.roundTrip(link, trips.ordered(link, orders.more(), System.nanoTime()));
      outbox.returned(link, declined.returned());
      outbox.refused(link, declined.refused());
      changed();
    }

    @Override
    public void recall(TaskMessage.Recall recall) {
      outbox.returned(link, inbox.recall(link, recall.attempts()));
      changed();
    }

    @Override
    public void cancel(TaskMessage.Cancel cancel) {
      OpenRuns.Open running = open.find(cancel.attempt(), link);
      if (running != null) {
        stop(running.run());
      } else {
        outbox.returned(link, inbox.recall(link, List.of(cancel.attempt())));
        changed();
      }
    }

    @Override
    public void cut(TaskMessage.Cut cut) {
      OpenRuns.Open running = open.find(cut.attempt(), link);
      int before = running == null ? -1 : running.run().cut();
      node.add(link, new TaskMessage.Shortened(cut.attempt(), before));
      node.flushLinks();
    }
  }

  private List<EngineId> allowedEngines(TaskOrder<TaskRequest> order) {
    return engines.keySet().stream().filter(order::allows).map(EngineLife::engine).toList();
  }

  /** Answers an attempt that no engine is to run. */
  private void answer(Link<RelayMessage> link, AttemptId id, KernelError why) {
    outbox.ended(link, new TaskAnswer(id, null, false, Outcome.failed(why), 0));
  }

  private void stop(TaskRun run) {
    TaskEngine engine = engines.get(run.engine());
    if (engine != null) {
      engine.stop().accept(run);
    }
  }

  /** Answers attempts whose values there is no room for. */
  public void refuse(Link<RelayMessage> link, TaskMessage.Orders head) {
    outbox.refused(link, head.orders().stream().map(TaskOrder::id).toList());
    changed();
  }

  /** Sends again, in parts, what a farm could not read. */
  public void repeat(Link<RelayMessage> link, TaskMessage.Changes changes, String reason) {
    outbox.repeat(link, changes, "the client cannot read it: " + reason);
    node.flushLinks();
  }

  /** Takes the engines that the node has now. */
  public void update(List<TaskEngine> now) {
    Map<EngineLife, TaskEngine> gone = new LinkedHashMap<>(engines);
    for (TaskEngine engine : now) {
      if (gone.remove(engine.life()) == null) {
        engines.put(engine.life(), engine);
        inbox.joined(engine.life());
      }
    }
    gone.keySet().forEach(this::left);
    changed();
  }

  private void left(EngineLife engine) {
    engines.remove(engine);
    asking.remove(engine);
    TaskInbox.Left<Link<RelayMessage>> left = inbox.left(engine);
    if (left.running() != null) {
      left.running().attempts().forEach(this::lost);
    }
    left.returned().forEach(back -> outbox.returned(back.client(), back.attempts()));
  }

  private void lost(AttemptId id) {
    OpenRuns.Open lost = open.remove(id);
    if (lost == null) {
      return;
    }
    if (lost.run().hasBegun()) {
      outbox.lost(lost.link(), id, lost.run().engine());
    } else {
      outbox.returned(lost.link(), List.of(id));
    }
  }

  /** Handles that an engine takes a task now. */
  public void engineFree(EngineLife engine) {
    if (engines.containsKey(engine)) {
      asking.add(engine);
      changed();
    }
  }

  /** Handles the end of a task. */
  public void ended(TaskRun run, Outcome outcome) {
    TaskInbox.Ended<Link<RelayMessage>> ended = inbox.ended(run.id(), System.nanoTime());
    OpenRuns.Open known = open.remove(run.id());
    if (ended != null && known != null) {
      outbox.ended(
          known.link(), new TaskAnswer(run.id(), run.engine(), true, outcome, ended.runNanos()));
      node.ended(run, outcome, ended.runNanos());
    }
    changed();
  }

  /** Handles that an engine returns a task that had not begun. */
  public void withdrawn(TaskRun run) {
    inbox.withdrawn(run.id(), System.nanoTime());
    OpenRuns.Open known = open.remove(run.id());
    if (known != null) {
      outbox.returned(known.link(), List.of(run.id()));
    }
    changed();
  }

  /** Forwards what a task has done. */
  public void reported(AttemptId id, Report report) {
    OpenRuns.Open running = open.find(id);
    if (running != null && !running.link().isBusy()) {
      node.add(running.link(), new TaskMessage.Progress(id, report));
      node.flushLinks();
    }
  }

  /** Forgets a farm that has gone: its tasks do not begin, and those that run are interrupted. */
  public void linkGone(Link<RelayMessage> link) {
    inbox.gone(link);
    outbox.forget(link);
    trips.forget(link);
    paused.remove(link);
    open.removeAll(link).forEach(this::stop);
    changed();
  }

  /** Handles that farms have received answers, so that their tasks may begin again. */
  public void delivered() {
    if (!paused.isEmpty()) {
      changed();
    }
  }

  /** Hands tasks to engines, and has reports sent. */
  private void changed() {
    handOut();
    if (!willFlush) {
      willFlush = true;
      node.flushSoon();
    }
  }

  private void handOut() {
    review();
    engines.values().forEach(this::handTo);
    boolean waits = inbox.waiting() > 0;
    engines.values().forEach(engine -> engine.load().want(waits));
    if (waits) {
      engines.values().forEach(this::handTo); // an engine may have become free meanwhile
    }
  }

  /** Has the tasks of links wait whose answers are not taken. */
  private void review() {
    for (Link<RelayMessage> link : List.copyOf(paused)) {
      if (!node.isPaused(link)) {
        paused.remove(link);
        inbox.pause(link, false);
      }
    }
  }

  private void handTo(TaskEngine engine) {
    EngineLife life = engine.life();
    if (inbox.waiting() == 0 || (engine.load().isDirect() && !asking.contains(life))) {
      return;
    }
    TaskInbox.Started<Link<RelayMessage>, TaskRequest> next = inbox.next(life, System.nanoTime());
    if (next == null) {
      return;
    }
    asking.remove(life);
    var run = new TaskRun(next.order().id(), next.order().work(), life, marks);
    open.add(next.client(), run);
    engine.run().accept(run);
  }

  /** Sends reports. */
  public void flush() {
    willFlush = false;
    report();
  }

  private void report() {
    long now = System.nanoTime();
    engines
        .values()
        .forEach(engine -> inbox.directCalls(engine.life(), engine.load().isDirect(), now));
    inbox.grants(now).forEach(granted -> outbox.granted(granted.client(), granted.grant()));
    node.measure(inbox.waiting(), inbox.waitingBytes());
    outbox.flush();
    node.flushLinks();
    pause();
    OptionalLong next =
        inbox.waiting() > 0 ? OptionalLong.of(now + busyAfter.toNanos()) : inbox.nextGrants(now);
    if (open.areUnreported()) {
      node.checkAfter(BEGIN_REPORT_DELAY);
    } else if (next.isPresent()) {
      node.checkAfter(Duration.ofNanos(Math.max(0, next.getAsLong() - now)));
    }
  }

  private void pause() {
    for (Link<RelayMessage> link : open.links()) {
      if (node.isPaused(link) && paused.add(link)) {
        inbox.pause(link, true);
      }
    }
  }

  /** Reports the tasks that have begun, and the grants that have changed with time. */
  public void check() {
    open.newlyBegun()
        .forEach(each -> outbox.begun(each.link(), each.run().id(), each.run().engine()));
    handOut();
    report();
  }
}

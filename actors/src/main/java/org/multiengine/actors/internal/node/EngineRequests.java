package org.multiengine.actors.internal.node;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.TimerScheduler;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.metrics.Metrics;
import org.multiengine.actors.internal.metrics.QueueLevel;
import org.multiengine.actors.internal.metrics.RequestMetrics;
import org.multiengine.actors.internal.node.task.EngineTasks;
import org.multiengine.actors.internal.node.task.TaskRun;
import org.multiengine.actors.internal.protocol.CallLog;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.core.dispatch.FailureMark;
import org.multiengine.core.engine.EngineQueue;
import org.multiengine.core.engine.QueuedRequest;
import org.multiengine.core.engine.RunListener;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.error.TaskTimeout;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;

/**
 * The requests and questions of an engine, from the time at which its namespace is being created.
 * Requests wait in a queue; a request that leaves the queue without having run is answered at once.
 * Used by the engine alone.
 */
final class EngineRequests {

  private EngineLife life;
  private final Engine.Node node;
  private final EngineQueue queue;
  private final QueueLevel level;
  private final LiveOutput live;
  private final QuestionAnswers answers;
  private final EngineTasks tasks;

  EngineRequests(
      EngineLife life,
      Engine.Node node,
      ActorSystem<?> system,
      TimerScheduler<Engine.Command> timers,
      EngineRunner runner) {
    this.life = life;
    this.node = node;
    MultiengineSettings.EngineSettings settings = node.settings();
    this.queue = new EngineQueue(settings.queueRequests(), settings.queueBytes());
    RequestMetrics metrics = Metrics.get(system).requests();
    this.level = metrics.newQueue();
    this.live =
        new LiveOutput(
            node,
            timers,
            queue,
            metrics,
            (running, report) ->
                node.relay().tell(new NodeRelay.EngineReported(running.part(), report)));
    this.tasks =
        new EngineTasks(
            queue, node.tasks(), () -> node.relay().tell(new NodeRelay.EngineFree(this.life)));
    this.answers =
        new QuestionAnswers(life.engine(), node, runner, queue, () -> clear("clear_queue()"));
  }

  EngineLife life() {
    return life;
  }

  /** Answers a question. */
  void ask(Engine.Ask ask) {
    var unused = ask.question().accept(answers).thenAccept(outcome -> answer(ask, outcome));
  }

  /** Sends the answer to a question. Called on any thread. */
  private void answer(Engine.Ask ask, Outcome outcome) {
    var answer = RelayMessage.Answer.withoutRun(ask.part().place(), outcome);
    node.relay().tell(new NodeRelay.EngineAnswered(ask.part(), ask.question(), answer));
  }

  /** Adds a request to the queue, or answers why it is not taken. */
  void add(QueuedRequest request) {
    if (request.request() instanceof Request.Reset && !queue.isRefused(request)) {
      clear("reset()");
    }
    try {
      queue.add(request);
    } catch (QueueFull | QueueCleared refused) {
      answerWithoutRun(request, refused);
    }
    measure();
  }

  /** Answers a request that the node has no room for. */
  void refuse(Engine.Refuse refuse) {
    answerWithoutRun(refuse.request(), queue.refuse(refuse.request(), refuse.why()));
  }

  private void clear(String method) {
    drop(queue.clear(), new QueueCleared("the queue was cleared by " + method));
  }

  /** Starts the next request and returns it; null if none may start. */
  @Nullable QueuedRequest startNext() {
    QueuedRequest next = queue.startNext();
    measure();
    return next;
  }

  /** Returns the place of a task. */
  EngineTasks tasks() {
    return tasks;
  }

  /** Starts the task whose turn it is, and returns it; null if it is no task's turn. */
  @Nullable TaskRun startTask(long now) {
    TaskRun task = tasks.startNext(now);
    measure();
    return task;
  }

  /** Returns a task to the node that has not begun. */
  void notBegun(TaskRun task) {
    node.relay().tell(new NodeRelay.TaskWithdrawn(task));
  }

  /** Handles the outcome of the running task. */
  void finishTask(QueuedRequest done, TaskRun task, Outcome outcome) {
    var unused = queue.finish(outcome instanceof Outcome.Failed); // drops nothing
    CallLog.ran(life.engine(), done, outcome);
    node.relay().tell(new NodeRelay.TaskEnded(task, outcome));
  }

  /** Returns the running request, or null if none runs. */
  @Nullable QueuedRequest running() {
    return queue.running();
  }

  /** Returns the listener of a request that begins to run. */
  RunListener begin(QueuedRequest request) {
    return live.begin(request);
  }

  /** Ends the running request, before its outcome is known. */
  void end() {
    live.end();
  }

  /** Handles the outcome of the running request, and drops the requests that its failure drops. */
  void finish(QueuedRequest done, Outcome outcome, long startedMicros, long endedMicros) {
    List<QueuedRequest> dropped = queue.finish(outcome instanceof Outcome.Failed);
    if (!dropped.isEmpty()) {
      drop(dropped, new QueueCleared(EngineQueue.causeOfDrop(done)));
    }
    CallLog.ran(life.engine(), done, outcome);
    answer(done, outcome, startedMicros, endedMicros);
  }

  /** Drops the waiting requests of a cancelled call. */
  void cancelWaiting(Engine.Cancel cancel) {
    List<QueuedRequest> waiting = queue.remove(request -> request.isOf(cancel.call()));
    drop(waiting, why(cancel, "cancelled by its client before it ran"));
  }

  /** Returns the error of a request that is cancelled. */
  static KernelError why(Engine.Cancel cancel, String otherwise) {
    return cancel.limit() == null ? new TaskAborted(otherwise) : TaskTimeout.after(cancel.limit());
  }

  /** Drops all waiting requests because the engine cannot run them. */
  void dropAll(KernelError why) {
    drop(queue.clear(), why);
  }

  private void drop(List<QueuedRequest> requests, KernelError why) {
    measure();
    live.forget(requests);
    for (QueuedRequest request : requests) {
      CallLog.dropped(life.engine(), request, Outcome.failed(why));
      answerWithoutRun(request, why);
    }
  }

  private void answerWithoutRun(QueuedRequest request, KernelError why) {
    answer(request, Outcome.failed(why), 0, 0);
  }

  private void answer(
      QueuedRequest request, Outcome outcome, long startedMicros, long endedMicros) {
    FailureMark mark = outcome instanceof Outcome.Failed ? mark(request.client()) : null;
    var answer =
        new RelayMessage.Answer(request.part().place(), outcome, startedMicros, endedMicros, mark);
    node.relay().tell(new NodeRelay.EngineAnswered(request.part(), request.request(), answer));
  }

  /** Returns the newest failure of a client, which its later requests are to know of. */
  private @Nullable FailureMark mark(String client) {
    long newest = queue.newestFailureOf(client);
    return newest == 0 ? null : new FailureMark(life, newest);
  }

  /** Has the requests of a call report from now on. */
  void listen(Engine.Listen listen) {
    live.listen(listen.call());
  }

  /** Reports what the running request has done. */
  void report() {
    live.report();
  }

  /** Reports how this life of the engine ends. The relay answers the requests that have not run. */
  void reportEnd(String how) {
    node.relay().tell(new NodeRelay.EngineGone(life, how));
  }

  /** Forgets clients that have gone. */
  void clientsGone(Engine.ClientsGone gone) {
    gone.clients().forEach(queue::clientGone);
  }

  /** Has the requests of clients wait. */
  void pause(Engine.Pause pause) {
    pause.clients().forEach(queue::pause);
  }

  /** Lets the requests of clients start again. */
  void resume(Engine.Resume resume) {
    resume.clients().forEach(queue::resume);
  }

  /** Gives the engine another id. */
  void renumber(EngineId id) {
    life = new EngineLife(id, life.incarnation());
    answers.renumber(id);
  }

  private void measure() {
    level.now(queue.waitingCount(), queue.waitingBytes(), queue.running() != null);
  }

  /** Ends the share of the engine in the metrics, and its answers. */
  void close() {
    level.end();
    answers.close();
  }
}

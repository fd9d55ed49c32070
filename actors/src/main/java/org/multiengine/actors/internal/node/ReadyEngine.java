package org.multiengine.actors.internal.node;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.metrics.Metrics;
import org.multiengine.actors.internal.metrics.QueueLevel;
import org.multiengine.actors.internal.metrics.RequestMetrics;
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

/** An engine whose namespace exists: runs the requests of its queue one after the other. */
final class ReadyEngine extends AbstractBehavior<Engine.Command> {

  private EngineId id;
  private EngineLife life;
  private final Engine.Node node;
  private final EngineQueue queue;
  private final QueueLevel level;
  private final EngineRunner runner;
  private final LiveOutput live;
  private final QuestionAnswers answers;

  static Behavior<Engine.Command> create(EngineLife life, Engine.Node node, EngineRunner runner) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new ReadyEngine(context, timers, life, node, runner)));
  }

  private ReadyEngine(
      ActorContext<Engine.Command> context,
      TimerScheduler<Engine.Command> timers,
      EngineLife life,
      Engine.Node node,
      EngineRunner runner) {
    super(context);
    this.id = life.engine();
    this.life = life;
    this.node = node;
    this.runner = runner;
    MultiengineSettings.EngineSettings settings = node.settings();
    this.queue = new EngineQueue(settings.queueRequests(), settings.queueBytes());
    RequestMetrics metrics = Metrics.get(context.getSystem()).requests();
    this.level = metrics.newQueue();
    this.live =
        new LiveOutput(
            node,
            timers,
            queue,
            metrics,
            (running, report) ->
                node.relay().tell(new NodeRelay.EngineReported(running.part(), report)));
    this.answers = new QuestionAnswers(id, node, runner, queue, () -> clear("clear_queue()"));
  }

  @Override
  public Receive<Engine.Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Engine.Submit.class, this::onSubmit)
        .onMessage(Engine.Performed.class, this::onPerformed)
        .onMessage(Engine.Ask.class, this::onAsk)
        .onMessage(Engine.Cancel.class, this::onCancel)
        .onMessage(Engine.Listen.class, this::onListen)
        .onMessage(Engine.ClientsGone.class, this::onClientsGone)
        .onMessage(Engine.Pause.class, this::onPause)
        .onMessage(Engine.Resume.class, this::onResume)
        .onMessage(Engine.ReportDue.class, due -> onReportDue())
        .onMessage(Engine.Start.class, start -> this)
        .onMessage(Engine.Renumber.class, this::onRenumber)
        .onMessage(Engine.Stop.class, stop -> Behaviors.stopped())
        .onSignal(PostStop.class, signal -> onPostStop())
        .build();
  }

  private Behavior<Engine.Command> onAsk(Engine.Ask ask) {
    var unused = ask.question().accept(answers).thenAccept(outcome -> answer(ask, outcome));
    return this;
  }

  /** Sends the answer to a question. Called on any thread. */
  private void answer(Engine.Ask ask, Outcome outcome) {
    var answer = RelayMessage.Answer.withoutRun(ask.part().place(), outcome);
    node.relay().tell(new NodeRelay.EngineAnswered(ask.part(), ask.question(), answer));
  }

  private Behavior<Engine.Command> onSubmit(Engine.Submit submit) {
    QueuedRequest request = submit.request();
    if (request.request() instanceof Request.Reset && !queue.isRefused(request)) {
      clear("reset()");
    }
    try {
      queue.add(request);
    } catch (QueueFull | QueueCleared refused) {
      answerWithoutRun(request, refused);
    }
    runNext();
    return this;
  }

  private void clear(String method) {
    drop(queue.clear(), new QueueCleared("the queue was cleared by " + method));
  }

  private void runNext() {
    QueuedRequest next = queue.startNext();
    if (next != null) {
      CallLog.runs(id, next);
      RunListener listener = live.begin(next);
      var self = getContext().getSelf();
      runner.start(
          next.request(), listener, (run, result) -> self.tell(new Engine.Performed(run, result)));
    }
    measure();
  }

  private void measure() {
    level.now(queue.waitingCount(), queue.waitingBytes(), queue.running() != null);
  }

  private Behavior<Engine.Command> onPerformed(Engine.Performed performed) {
    QueuedRequest done = queue.running();
    if (done == null || !runner.isCurrent(performed.run())) {
      return this;
    }
    live.end();
    Outcome outcome = runner.finish(done.request(), performed.result());
    List<QueuedRequest> dropped = queue.finish(outcome instanceof Outcome.Failed);
    if (!dropped.isEmpty()) {
      drop(dropped, new QueueCleared(EngineQueue.causeOfDrop(done)));
    }
    CallLog.ran(id, done, outcome);
    answer(done, outcome, runner.startedMicros(), runner.endedMicros());
    runNext();
    return this;
  }

  private Behavior<Engine.Command> onCancel(Engine.Cancel cancel) {
    List<QueuedRequest> waiting = queue.remove(request -> request.isOf(cancel.call()));
    drop(waiting, why(cancel, "cancelled by its client before it ran"));
    QueuedRequest running = queue.running();
    if (running != null && running.isOf(cancel.call())) {
      runner.interrupt(why(cancel, "interrupted by its client while it ran"));
    }
    return this;
  }

  private static KernelError why(Engine.Cancel cancel, String otherwise) {
    return cancel.limit() == null ? new TaskAborted(otherwise) : TaskTimeout.after(cancel.limit());
  }

  private void drop(List<QueuedRequest> requests, KernelError why) {
    measure();
    live.forget(requests);
    for (QueuedRequest request : requests) {
      CallLog.dropped(id, request, Outcome.failed(why));
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

  private Behavior<Engine.Command> onListen(Engine.Listen listen) {
    live.listen(listen.call());
    return this;
  }

  private Behavior<Engine.Command> onClientsGone(Engine.ClientsGone gone) {
    gone.clients().forEach(queue::clientGone);
    runNext(); // their requests may have been paused
    return this;
  }

  private Behavior<Engine.Command> onPause(Engine.Pause pause) {
    pause.clients().forEach(queue::pause);
    return this;
  }

  private Behavior<Engine.Command> onResume(Engine.Resume resume) {
    resume.clients().forEach(queue::resume);
    runNext();
    return this;
  }

  private Behavior<Engine.Command> onReportDue() {
    live.report();
    return this;
  }

  private Behavior<Engine.Command> onRenumber(Engine.Renumber renumber) {
    id = renumber.id();
    life = new EngineLife(id, life.incarnation());
    answers.renumber(id);
    runner.interpreter().renumber(id);
    return this;
  }

  private Behavior<Engine.Command> onPostStop() {
    level.end();
    answers.close();
    runner.close();
    return this;
  }
}

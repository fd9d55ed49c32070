package org.multiengine.actors.internal.node;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.node.task.TaskRun;
import org.multiengine.actors.internal.protocol.CallLog;
import org.multiengine.core.engine.QueuedRequest;
import org.multiengine.core.engine.RunListener;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.request.Outcome;

/** An engine whose namespace exists: runs the requests of its queue one after the other. */
final class ReadyEngine extends AbstractBehavior<Engine.Command> {

  private final EngineRequests requests;
  private final EngineRunner runner;

  /** Creates an engine that begins with the requests that wait. */
  static Behavior<Engine.Command> create(EngineRequests requests, EngineRunner runner) {
    return Behaviors.setup(context -> new ReadyEngine(context, requests, runner));
  }

  private ReadyEngine(
      ActorContext<Engine.Command> context, EngineRequests requests, EngineRunner runner) {
    super(context);
    this.requests = requests;
    this.runner = runner;
    runNext();
  }

  @Override
  public Receive<Engine.Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Engine.Submit.class, this::onSubmit)
        .onMessage(Engine.Refuse.class, this::onRefuse)
        .onMessage(Engine.RunTask.class, this::onRunTask)
        .onMessage(Engine.StopTask.class, this::onStopTask)
        .onMessage(Engine.Performed.class, this::onPerformed)
        .onMessage(Engine.NamespaceGone.class, this::onNamespaceGone)
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
    requests.ask(ask);
    return this;
  }

  private Behavior<Engine.Command> onSubmit(Engine.Submit submit) {
    requests.add(submit.request());
    runNext();
    return this;
  }

  private Behavior<Engine.Command> onRefuse(Engine.Refuse refuse) {
    requests.refuse(refuse);
    return this;
  }

  private Behavior<Engine.Command> onRunTask(Engine.RunTask message) {
    requests.tasks().place(message.run());
    runNext();
    giveBack(requests.tasks().misplaced(System.nanoTime()));
    return this;
  }

  private Behavior<Engine.Command> onStopTask(Engine.StopTask message) {
    TaskRun task = message.run();
    if (requests.tasks().withdraw(task)) {
      requests.notBegun(task);
    } else if (requests.tasks().isRunning(task)) {
      runner.interrupt(new TaskAborted("interrupted by its client while it ran"));
    }
    return this;
  }

  /** Returns a task to the node, because direct calls hold this engine. */
  private void giveBack(@Nullable TaskRun displaced) {
    if (displaced != null) {
      requests.notBegun(displaced);
    }
  }

  private void runNext() {
    long now = System.nanoTime();
    TaskRun task = requests.startTask(now);
    QueuedRequest next = task == null ? requests.startNext() : requests.running();
    if (task == null && next != null) {
      giveBack(requests.tasks().directBegins(now));
    }
    requests.tasks().publish(now);
    if (next != null) {
      start(next, task);
    }
  }

  private void start(QueuedRequest next, @Nullable TaskRun task) {
    CallLog.runs(requests.life().engine(), next);
    RunListener listener = requests.begin(next);
    if (task != null) {
      listener = task.listener(listener);
      task.begin();
    }
    var self = getContext().getSelf();
    runner.start(
        next.request(), listener, (run, result) -> self.tell(new Engine.Performed(run, result)));
  }

  private Behavior<Engine.Command> onPerformed(Engine.Performed performed) {
    QueuedRequest done = requests.running();
    if (done == null || !runner.isCurrent(performed.run())) {
      return this;
    }
    requests.end();
    Outcome outcome = runner.finish(done.request(), performed.result());
    TaskRun task = requests.tasks().finish();
    if (task == null) {
      requests.finish(done, outcome, runner.startedMicros(), runner.endedMicros());
    } else {
      requests.finishTask(done, task, outcome);
    }
    runNext();
    return this;
  }

  /** Ends this life of the engine. The node starts the engine again with an empty namespace. */
  private Behavior<Engine.Command> onNamespaceGone(Engine.NamespaceGone gone) {
    requests.reportEnd(gone.how());
    return Behaviors.stopped();
  }

  private Behavior<Engine.Command> onCancel(Engine.Cancel cancel) {
    requests.cancelWaiting(cancel);
    QueuedRequest running = requests.running();
    if (running != null && running.isOf(cancel.call())) {
      runner.interrupt(EngineRequests.why(cancel, "interrupted by its client while it ran"));
    }
    return this;
  }

  private Behavior<Engine.Command> onListen(Engine.Listen listen) {
    requests.listen(listen);
    return this;
  }

  private Behavior<Engine.Command> onClientsGone(Engine.ClientsGone gone) {
    requests.clientsGone(gone);
    runNext(); // their requests may have been paused
    return this;
  }

  private Behavior<Engine.Command> onPause(Engine.Pause pause) {
    requests.pause(pause);
    return this;
  }

  private Behavior<Engine.Command> onResume(Engine.Resume resume) {
    requests.resume(resume);
    runNext();
    return this;
  }

  private Behavior<Engine.Command> onReportDue() {
    requests.report();
    return this;
  }

  private Behavior<Engine.Command> onRenumber(Engine.Renumber renumber) {
    requests.renumber(renumber.id());
    runner.renumber(renumber.id());
    return this;
  }

  private Behavior<Engine.Command> onPostStop() {
    requests.close();
    runner.close();
    return this;
  }
}

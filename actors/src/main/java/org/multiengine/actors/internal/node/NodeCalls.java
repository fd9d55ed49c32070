package org.multiengine.actors.internal.node;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.serialization.SerializationExtension;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.link.LinkSchedule;
import org.multiengine.actors.internal.link.LinkSettings;
import org.multiengine.actors.internal.link.Links;
import org.multiengine.actors.internal.link.WireOpened;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.metrics.Metrics;
import org.multiengine.actors.internal.metrics.QueueLevel;
import org.multiengine.actors.internal.node.task.NodeTasks;
import org.multiengine.actors.internal.node.task.TaskMarks;
import org.multiengine.actors.internal.node.task.TaskNode;
import org.multiengine.actors.internal.node.task.TaskRun;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.TaskOrder;

/**
 * The calls to the engines of a node: the links to controllers, the requests that arrive over them,
 * and the answers. Used by the node's relay alone.
 */
final class NodeCalls {

  /** A message to the relay: a controller has gone. */
  record ControllerGone(ActorRef<LinkFrame> controller) {}

  private final ActorContext<Object> context;
  private final LinkSettings settings;
  private final NodeEngines engines;
  private final Links<RelayMessage> links;
  private final ClientClasses classes;
  private final AnswerOutbox outbox;
  private final RequestIntake intake;
  private final NodeTasks tasks;

  NodeCalls(
      ActorContext<Object> context,
      TimerScheduler<Object> timers,
      RelayNode node,
      NodeEngines engines,
      MultiengineSettings all) {
    this.context = context;
    this.settings = all.link();
    this.engines = engines;
    this.links =
        new Links<>(
            context.getSelf().narrow(),
            new LinkOwner(),
            new LinkSchedule(context, settings.tick()));
    this.classes = new ClientClasses(timers, links, node.code(), all.code().fetchLimit());
    this.outbox =
        new AnswerOutbox(
            context.getSelf().narrow(),
            timers,
            links,
            new AnswerBudget(settings.maxUndeliveredBytes(), links, classes, engines));
    this.intake =
        new RequestIntake(
            context,
            node,
            engines,
            classes,
            outbox,
            new IncomingBudget(settings.maxIncomingBytes()));
    this.tasks =
        new NodeTasks(
            new TaskSide(timers),
            all.tasks().inbox(),
            all.tasks().traits(),
            TaskMarks.create(all.tasks().socket(), node.engines(), all.tasks().inbox().maxAhead()));
  }

  /** The relay, as tasks need it. */
  private final class TaskSide implements TaskNode {

    private final TimerScheduler<Object> timers;
    private final QueueLevel level = Metrics.get(context.getSystem()).requests().newQueue();

    TaskSide(TimerScheduler<Object> timers) {
      this.timers = timers;
    }

    @Override
    public void measure(int waiting, long bytes) {
      level.now(waiting, bytes, false);
    }

    @Override
    public void clientSeen(String client, Link<RelayMessage> link) {
      classes.seen(client, link);
    }

    @Override
    public @Nullable KernelError refusal(
        Link<RelayMessage> link, TaskOrder<TaskRequest> order, List<EngineId> allowed) {
      return intake.refusal(link, order, allowed);
    }

    @Override
    public boolean isPaused(Link<RelayMessage> link) {
      return outbox.isPaused(link);
    }

    @Override
    public void ended(TaskRun run, Outcome outcome, long runNanos) {
      intake.taskEnded(run, outcome, runNanos);
    }

    @Override
    public void add(Link<RelayMessage> link, RelayMessage message) {
      links.add(link, message);
      outbox.added(link);
    }

    @Override
    public void flushLinks() {
      links.flush();
    }

    @Override
    public void flushSoon() {
      context.getSelf().tell(NodeTasks.Task.FLUSH);
    }

    @Override
    public void checkAfter(Duration delay) {
      timers.startSingleTimer(NodeTasks.Task.CHECK, delay);
    }
  }

  /** Returns the tasks of the node. */
  NodeTasks tasks() {
    return tasks;
  }

  /** Handles the end of a task. */
  void taskEnded(NodeRelay.TaskEnded ended) {
    tasks.ended(ended.run(), ended.outcome());
  }

  /** Does what the tasks have scheduled. */
  void performTask(NodeTasks.Task task) {
    if (task == NodeTasks.Task.FLUSH) {
      tasks.flush();
    } else {
      tasks.check();
    }
  }

  /** Handles that the engines of the node have changed. */
  void enginesChanged() {
    tasks.update(engines.forTasks());
  }

  private final class LinkOwner implements Links.Owner<RelayMessage> {

    @Override
    public Link<RelayMessage> connect(ActorRef<LinkFrame> controller, long number) {
      context.unwatch(controller);
      context.watchWith(controller, new ControllerGone(controller));
      return new Link<>(
          new Link.Ends(context.getSelf().narrow(), controller, number),
          RelayMessage.class,
          settings,
          SerializationExtension.get(context.getSystem()),
          new RelayLinkListener(links, controller, classes, intake, tasks));
    }

    @Override
    public void received(Link<RelayMessage> link, RelayMessage message) {
      if (message instanceof RelayMessage.ToRelay mine) {
        mine.accept(intake.from(link, tasks.from(link)));
        if (mine instanceof RelayMessage.Submit submit
            && submit.request() instanceof Request.Kill) {
          enginesChanged();
        }
      } else {
        throw new IllegalArgumentException("a controller sends " + message.getClass().getName());
      }
    }

    @Override
    public void ended(Link<RelayMessage> link, String reason) {
      linkGone(link);
    }
  }

  /** Handles a frame of a controller. */
  void accept(LinkFrame frame) {
    links.accept(frame);
    outbox.delivered();
    tasks.delivered();
    intake.endIfEmptied();
  }

  /** Does what the links have scheduled. */
  void perform(LinkSchedule.Task task) {
    links.perform(task);
  }

  /** Handles that a wire of a link has opened. */
  void wireOpened(WireOpened opened) {
    links.wireOpened(opened);
  }

  /** Handles the answer of an engine. */
  void answered(NodeRelay.EngineAnswered answered) {
    intake.answered(answered);
  }

  /** Sends answers. */
  void send(AnswerOutbox.SendTask task) {
    outbox.send(task);
    intake.endIfEmptied();
  }

  /** Forwards a report. A link without credit drops it, because answers come first. */
  void reported(NodeRelay.EngineReported reported) {
    if (AttemptId.isPart(reported.part())) {
      tasks.reported(AttemptId.of(reported.part()), reported.report());
      return;
    }
    Link<RelayMessage> link = outbox.linkOf(reported.part());
    if (link != null && !link.isBusy()) {
      links.send(link, new RelayMessage.Progress(reported.part(), reported.report()));
    }
  }

  /** Asks a client for a class. */
  void fetch(NodeRelay.Fetch fetch) {
    classes.fetch(fetch);
  }

  /** Handles that a class has not come in time. */
  void timedOut(ClientClasses.FetchTimedOut timedOut) {
    classes.timedOut(timedOut);
  }

  /**
   * Fails what an engine that has ended will never answer.
   *
   * @param life the life that has ended, under the id that the engine had last
   * @param how how it has ended
   */
  void failPending(EngineLife life, String how) {
    intake.failPending(life, how);
  }

  /** Ends a process whose engines are all killed, once the callers have their answers. */
  void endIfEmptied() {
    intake.endIfEmptied();
  }

  /** Handles that a controller has gone. */
  void controllerGone(ControllerGone gone) {
    Link<RelayMessage> link = links.remove(gone.controller());
    intake.controllerGone(gone.controller());
    if (link != null) {
      linkGone(link);
    }
    intake.endIfEmptied();
  }

  private void linkGone(Link<RelayMessage> link) {
    outbox.linkGone(link);
    tasks.linkGone(link);
    engines.tellAll(new Engine.ClientsGone(classes.linkGone(link)));
    intake.linkGone(link);
  }

  /** Ends the links, because the relay ends. */
  void close() {
    links.close();
  }
}

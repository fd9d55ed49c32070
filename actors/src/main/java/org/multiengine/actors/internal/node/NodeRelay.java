package org.multiengine.actors.internal.node;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.PostStop;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.japi.function.Function;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.multiengine.actors.internal.link.LinkSchedule;
import org.multiengine.actors.internal.link.RemoteEnd;
import org.multiengine.actors.internal.link.RemoteEnds;
import org.multiengine.actors.internal.link.WireOpened;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.metrics.Metrics;
import org.multiengine.actors.internal.metrics.MetricsSnapshot;
import org.multiengine.actors.internal.node.task.EngineLoad;
import org.multiengine.actors.internal.node.task.NodeTasks;
import org.multiengine.actors.internal.node.task.TaskRun;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.protocol.WireMessage;
import org.multiengine.actors.internal.registrar.EngineRegistrar;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.core.code.ClassFile;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Report;
import org.multiengine.core.request.Request;

/**
 * The relay of a node that holds engines. Controllers send one message for all engines of the node;
 * the relay hands the request to each, and combines the answers that are ready together. Its type
 * is {@code Object}, because it receives frames of its links, messages of the registrar, and
 * messages of its own node, which have no type in common; senders see references of the types that
 * they may send.
 */
public final class NodeRelay extends AbstractBehavior<Object> {

  /** A message of this node itself, or of a host. */
  public sealed interface Command {}

  /** Reports that an engine takes requests. */
  record EngineStarted(
      EngineId id, String incarnation, ActorRef<Engine.Command> engine, EngineLoad load)
      implements Command {}

  /** Reports that an engine could not start. */
  record EngineFailed(EngineId id, String why) implements Command {}

  /** Reports how an engine ends whose namespace was lost. Its actor ends afterwards. */
  record EngineGone(EngineLife life, String how) implements Command {}

  /** Reports that a request of an engine has ended. */
  record EngineAnswered(PartId part, Request request, RelayMessage.Answer answer)
      implements Command {}

  /** Reports that a running request has done something. */
  record EngineReported(PartId part, Report report) implements Command {}

  /** Reports that an engine takes a task now. */
  record EngineFree(EngineLife engine) implements Command {}

  /** Reports that a task has ended. */
  record TaskEnded(TaskRun run, Outcome outcome) implements Command {}

  /** Reports that an engine returns a task that had not begun. */
  record TaskWithdrawn(TaskRun run) implements Command {}

  /** Asks for a class of a client that an engine needs. */
  record Fetch(
      String code, String className, List<String> known, CompletableFuture<ClassFile> answer)
      implements Command {}

  /** Asks for the metrics of this node. */
  public record Measure(ActorRef<Measured> replyTo) implements Command, WireMessage {}

  /** The reply to {@link Measure}. */
  public record Measured(MetricsSnapshot snapshot) implements WireMessage {}

  private final Metrics metrics;
  private final RemoteEnds ends;
  private final NodeEngines engines;
  private final NodeCalls calls;

  /** Creates the actor. */
  static Behavior<Object> create(RelayNode node, MultiengineSettings settings) {
    Behavior<Object> relay =
        Behaviors.setup(
            context ->
                Behaviors.withTimers(timers -> new NodeRelay(context, timers, node, settings)));
    // The engines of the node live as long as the relay, so that a fault must not end it.
    return Behaviors.supervise(relay)
        .onFailure(RuntimeException.class, SupervisorStrategy.resume());
  }

  private NodeRelay(
      ActorContext<Object> context,
      TimerScheduler<Object> timers,
      RelayNode node,
      MultiengineSettings settings) {
    super(context);
    this.metrics = Metrics.get(context.getSystem());
    this.ends = RemoteEnds.get(context.getSystem());
    this.engines = new NodeEngines(context, timers, node, settings);
    this.calls = new NodeCalls(context, timers, node, engines, settings);
    engines.announce();
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(LinkFrame.class, run(calls::accept))
        .onMessage(EngineAnswered.class, run(calls::answered))
        .onMessage(AnswerOutbox.SendTask.class, run(calls::send))
        .onMessage(LinkSchedule.Task.class, run(calls::perform))
        .onMessage(WireOpened.class, run(calls::wireOpened))
        .onMessage(EngineReported.class, run(calls::reported))
        .onMessage(TaskEnded.class, run(calls::taskEnded))
        .onMessage(EngineFree.class, run(free -> calls.tasks().engineFree(free.engine())))
        .onMessage(TaskWithdrawn.class, run(task -> calls.tasks().withdrawn(task.run())))
        .onMessage(NodeTasks.Task.class, run(calls::performTask))
        .onMessage(Fetch.class, run(calls::fetch))
        .onMessage(ClientClasses.FetchTimedOut.class, run(calls::timedOut))
        .onMessage(Measure.class, run(this::measure))
        .onMessage(NodeEngines.Announce.class, run(announce -> engines.announce()))
        .onMessage(EngineRegistrar.Assigned.class, run(this::assigned))
        .onMessage(EngineStarted.class, run(this::started))
        .onMessage(EngineFailed.class, run(engines::failed))
        .onMessage(EngineGone.class, run(engines::gone))
        .onMessage(NodeEngines.EngineEnded.class, run(this::ended))
        .onMessage(NodeCalls.ControllerGone.class, run(calls::controllerGone))
        .onMessage(RemoteEnd.Gone.class, run(gone -> ends.remove(gone.ref())))
        .onSignal(PostStop.class, signal -> onPostStop())
        .build();
  }

  /** Returns a message handler that keeps the behaviour. */
  private <T> Function<T, Behavior<Object>> run(Consumer<T> handler) {
    return message -> {
      handler.accept(message);
      return this;
    };
  }

  /** Replies with the metrics from another thread, because reading all meters takes a moment. */
  private void measure(Measure measure) {
    getContext()
        .getSystem()
        .dispatchers()
        .lookup(DispatcherSelector.blocking())
        .execute(() -> measure.replyTo().tell(new Measured(metrics.snapshot())));
  }

  private void assigned(EngineRegistrar.Assigned assigned) {
    engines.assigned(assigned);
    calls.enginesChanged();
    calls.endIfEmptied();
  }

  private void started(EngineStarted started) {
    EngineLife replaced = engines.started(started);
    calls.enginesChanged();
    if (replaced != null) {
      calls.failPending(replaced, "engine " + replaced.engine() + " has been started again");
    }
  }

  private void ended(NodeEngines.EngineEnded ended) {
    NodeEngines.Ending ending = engines.ended(ended.life());
    calls.enginesChanged();
    if (ending != null) {
      calls.failPending(ending.life(), ending.how());
    }
  }

  private Behavior<Object> onPostStop() {
    calls.close();
    return this;
  }
}

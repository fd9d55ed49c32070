package org.multiengine.actors.internal.farm;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.japi.function.Function;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.protocol.TaskMessage;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.TaskObserver;
import org.multiengine.core.task.TaskSettings;
import org.multiengine.core.task.TaskSubmission;

/**
 * The farm: the actor that has tasks run by engines. It decides by the rules of {@link FarmTasks},
 * and sends over the links of its controller. When the controller ends, its tasks end as lost.
 */
public final class TaskFarm extends AbstractBehavior<TaskFarm.Command> {

  /** A message to the farm. */
  public sealed interface Command {}

  /** Adds a task, for which its budget has room. */
  public record Submit(TaskSubmission<TaskRequest> task, TaskObserver observer)
      implements Command {}

  /**
   * Asks for something, or has it done.
   *
   * @param action what is done with the tasks
   * @param result is failed if the farm ends before that
   */
  record Query(Consumer<FarmTasks> action, CompletableFuture<?> result) implements Command {}

  /**
   * An engine that is gone, and how it ended.
   *
   * @param begun the attempts that its process had begun; empty if that is not known
   */
  public record LostEngine(EngineEntry engine, EngineLost error, String begun) {}

  /** Reports the engines that take requests now. */
  record Engines(List<EngineEntry> ready, List<LostEngine> lost) implements Command {}

  /** Reports that a node, or the link to it, has ended. */
  record NodeGone(ActorRef<LinkFrame> relay, String reason) implements Command {}

  /** Carries a message of a node. */
  record FromNode(ActorRef<LinkFrame> relay, TaskMessage.ToFarm message) implements Command {}

  /** Reports that a node has not received a message, or cannot read it. */
  record Undelivered(ActorRef<LinkFrame> relay, TaskMessage.ToNode message, String reason)
      implements Command {}

  private enum Tick implements Command {
    INSTANCE
  }

  private enum ControllerGone implements Command {
    INSTANCE
  }

  private final TimerScheduler<Command> timers;
  private final FarmTasks tasks;

  /** When the timer is due; meaningless if it is not active. */
  private long due;

  /**
   * Creates the actor.
   *
   * @param controller the controller whose links it uses
   * @param settings the limits
   * @param budget receives the room of tasks that end
   */
  public static Behavior<Command> create(
      ActorRef<Object> controller, TaskSettings settings, TaskBudget budget) {
    Behavior<Command> farm =
        Behaviors.setup(
            context ->
                Behaviors.withTimers(
                    timers -> new TaskFarm(context, timers, controller, settings, budget)));
    // A fault in one message must not end the tasks of all clients.
    return Behaviors.supervise(farm).onFailure(RuntimeException.class, SupervisorStrategy.resume());
  }

  private TaskFarm(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ActorRef<Object> controller,
      TaskSettings settings,
      TaskBudget budget) {
    super(context);
    this.timers = timers;
    this.tasks =
        new FarmTasks(
            settings,
            budget,
            (relay, message) -> controller.tell(new FarmConnection.Send(relay, message)));
    context.watchWith(controller, ControllerGone.INSTANCE);
    controller.tell(new FarmConnection.Attach(context.getSelf()));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Submit.class, run(tasks::submit))
        .onMessage(FromNode.class, run(tasks::received))
        .onMessage(Query.class, run(query -> query.action().accept(tasks)))
        .onMessage(Engines.class, run(tasks::engines))
        .onMessage(NodeGone.class, run(gone -> tasks.nodeGone(gone.relay(), gone.reason())))
        .onMessage(Undelivered.class, run(tasks::undelivered))
        .onMessage(Tick.class, run(tick -> tasks.tick()))
        .onMessage(ControllerGone.class, gone -> Behaviors.stopped())
        .onSignal(PostStop.class, signal -> onPostStop())
        .build();
  }

  /** Returns a message handler that keeps the behaviour, and sets the timer anew. */
  private <T> Function<T, Behavior<Command>> run(Consumer<T> handler) {
    return message -> {
      handler.accept(message);
      schedule(message == Tick.INSTANCE);
      return this;
    };
  }

  private void schedule(boolean isTick) {
    OptionalLong next = tasks.nextTick();
    if (next.isEmpty()) {
      return;
    }
    long at = next.getAsLong();
    if (isTick || !timers.isTimerActive(Tick.INSTANCE) || at - due < 0) {
      due = at;
      long delay = Math.max(0, at - System.nanoTime());
      timers.startSingleTimer(Tick.INSTANCE, Tick.INSTANCE, Duration.ofNanos(delay));
    }
  }

  private Behavior<Command> onPostStop() {
    tasks.stop(new KernelError("the controller of this process has ended; its log says why"));
    return this;
  }
}

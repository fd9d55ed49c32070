package org.multiengine.actors.internal.call;

import akka.actor.DeadLetter;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.eventstream.EventStream;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.function.Consumer;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.farm.TaskFarm;
import org.multiengine.core.error.KernelError;

/**
 * Watches the controller of this node. When the controller ends, the watch refuses the calls that
 * it had not handled and those that are still sent to it, because nothing else would answer them.
 */
public final class ControllerWatch extends AbstractBehavior<ControllerWatch.Command> {

  /** A message to the watch. */
  public sealed interface Command {}

  /** Names the controller to watch. */
  public record Watch(ActorRef<Controller.Command> controller) implements Command {}

  private record Ended(ActorRef<Controller.Command> controller) implements Command {}

  private record Undelivered(DeadLetter letter) implements Command {}

  /**
   * Creates the actor.
   *
   * @param onEnded receives each controller that has ended
   * @param onTask receives each message to a farm that has ended
   */
  public static Behavior<Command> create(
      Consumer<ActorRef<Controller.Command>> onEnded, Consumer<TaskFarm.Command> onTask) {
    return Behaviors.setup(context -> new ControllerWatch(context, onEnded, onTask));
  }

  private final Consumer<ActorRef<Controller.Command>> onEnded;
  private final Consumer<TaskFarm.Command> onTask;

  private ControllerWatch(
      ActorContext<Command> context,
      Consumer<ActorRef<Controller.Command>> onEnded,
      Consumer<TaskFarm.Command> onTask) {
    super(context);
    this.onEnded = onEnded;
    this.onTask = onTask;
    ActorRef<DeadLetter> letters = context.messageAdapter(DeadLetter.class, Undelivered::new);
    context.getSystem().eventStream().tell(new EventStream.Subscribe<>(DeadLetter.class, letters));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Watch.class, this::onWatch)
        .onMessage(Ended.class, this::onEnded)
        .onMessage(Undelivered.class, this::onUndelivered)
        .build();
  }

  private Behavior<Command> onWatch(Watch watch) {
    getContext().watchWith(watch.controller(), new Ended(watch.controller()));
    return this;
  }

  private Behavior<Command> onEnded(Ended ended) {
    onEnded.accept(ended.controller());
    return this;
  }

  private Behavior<Command> onUndelivered(Undelivered undelivered) {
    if (undelivered.letter().message() instanceof Controller.Submit submit) {
      new GuardedObserver(submit.observer())
          .rejected(
              new KernelError(
                  "the controller of this node has ended; its log says why; nothing was sent, call"
                      + " again"));
    }
    if (undelivered.letter().message() instanceof TaskFarm.Command ofTasks) {
      onTask.accept(ofTasks);
    }
    return this;
  }
}

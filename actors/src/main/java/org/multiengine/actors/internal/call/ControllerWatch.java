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
import org.multiengine.core.error.KernelError;

/**
 * Sees when the controller of this node ends, and refuses the calls it had not looked at and those
 * that still go to it, so that nobody waits for ever.
 */
public final class ControllerWatch extends AbstractBehavior<ControllerWatch.Command> {

  /** What the watch is told. */
  public sealed interface Command {}

  /** There is a new controller. */
  public record Watch(ActorRef<Controller.Command> controller) implements Command {}

  private record Ended(ActorRef<Controller.Command> controller) implements Command {}

  private record Undelivered(DeadLetter letter) implements Command {}

  /**
   * Makes a watch.
   *
   * @param onEnded hears which controller has ended
   */
  public static Behavior<Command> create(Consumer<ActorRef<Controller.Command>> onEnded) {
    return Behaviors.setup(context -> new ControllerWatch(context, onEnded));
  }

  private final Consumer<ActorRef<Controller.Command>> onEnded;

  private ControllerWatch(
      ActorContext<Command> context, Consumer<ActorRef<Controller.Command>> onEnded) {
    super(context);
    this.onEnded = onEnded;
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
      GuardedObserver.of(submit.observer())
          .rejected(
              new KernelError(
                  "the controller of this node has ended; its log says why; nothing was sent, call"
                      + " again"));
    }
    return this;
  }
}

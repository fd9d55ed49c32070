package org.multiengine.actors;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.EngineId;
import org.multiengine.core.KernelError;
import org.multiengine.core.Outcome;

/** Collects the outcomes of one call and tells its observer when the last target has ended. */
final class Gather extends AbstractBehavior<Gather.Command> {

  /** What a gather is told. */
  sealed interface Command {}

  /** Outcomes have come from a node. */
  record Answered(List<LinkBody.Answer> answers) implements Command {}

  /** Some targets will never answer. */
  record Failed(List<Integer> places, KernelError error) implements Command {}

  /** A life of an engine has ended; what it had not answered it never will. */
  record EngineGone(EngineId engine, String incarnation, KernelError error) implements Command {}

  static Behavior<Command> create(
      Controller.CallKey key,
      List<EngineEntry> targets,
      CallObserver observer,
      ActorRef<Controller.Command> controller) {
    return Behaviors.setup(context -> new Gather(context, key, targets, observer, controller));
  }

  private final Controller.CallKey key;
  private final List<EngineEntry> targets;
  private final CallObserver observer;
  private final ActorRef<Controller.Command> controller;
  private final @Nullable Outcome[] outcomes;
  private int missing;

  private Gather(
      ActorContext<Command> context,
      Controller.CallKey key,
      List<EngineEntry> targets,
      CallObserver observer,
      ActorRef<Controller.Command> controller) {
    super(context);
    this.key = key;
    this.targets = targets;
    this.observer = observer;
    this.controller = controller;
    this.outcomes = new Outcome[targets.size()];
    this.missing = targets.size();
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Answered.class, this::onAnswered)
        .onMessage(Failed.class, this::onFailed)
        .onMessage(EngineGone.class, this::onEngineGone)
        .onSignal(PostStop.class, signal -> onPostStop())
        .build();
  }

  /** The controller ends, and this child with it: nobody will hear of the call any more. */
  private Behavior<Command> onPostStop() {
    if (missing > 0) {
      observer.rejected(new KernelError("the controller of this node was stopped"));
    }
    return this;
  }

  private Behavior<Command> onAnswered(Answered answered) {
    answered.answers().forEach(answer -> put(answer.place(), answer.outcome()));
    return endWhenComplete();
  }

  private Behavior<Command> onFailed(Failed failed) {
    failed.places().forEach(place -> put(place, Outcome.failed(failed.error())));
    return endWhenComplete();
  }

  private Behavior<Command> onEngineGone(EngineGone gone) {
    IntStream.range(0, targets.size())
        .filter(place -> isOf(gone, targets.get(place)))
        .forEach(place -> put(place, Outcome.failed(gone.error())));
    return endWhenComplete();
  }

  private static boolean isOf(EngineGone gone, EngineEntry target) {
    return target.id().equals(gone.engine()) && target.incarnation().equals(gone.incarnation());
  }

  private void put(int place, Outcome outcome) {
    if (outcomes[place] == null) {
      outcomes[place] = outcome;
      missing--;
    }
  }

  private Behavior<Command> endWhenComplete() {
    if (missing > 0) {
      return this;
    }
    List<CallObserver.EngineOutcome> all = new ArrayList<>();
    for (int place = 0; place < outcomes.length; place++) {
      Outcome outcome = outcomes[place];
      if (outcome != null) {
        all.add(new CallObserver.EngineOutcome(targets.get(place).id(), outcome));
      }
    }
    controller.tell(new Controller.Gathered(key));
    observer.completed(all);
    return Behaviors.stopped();
  }
}

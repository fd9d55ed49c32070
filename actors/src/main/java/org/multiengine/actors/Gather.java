package org.multiengine.actors;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.EngineId;
import org.multiengine.core.KernelError;
import org.multiengine.core.Outcome;
import org.multiengine.core.Report;

/** Collects the outcomes of one call and tells its observer when the last target has ended. */
final class Gather extends AbstractBehavior<Gather.Command> {

  /** What a gather is told. */
  sealed interface Command {}

  /** Outcomes have come from a node. */
  record Answered(List<LinkBody.Answer> answers) implements Command {}

  /** A request is doing something. */
  record Reported(int place, Report report) implements Command {}

  /** Bytes of large values have been sent or have come, and more are announced. */
  record Moved(long bytes, long announced) implements Command {}

  /** The call is cancelled: what has not answered after a while is given up. */
  record GiveUpAfter(Duration grace, KernelError error) implements Command {}

  private record GiveUp(KernelError error) implements Command {}

  /** Some targets will never answer. */
  record Failed(List<Integer> places, KernelError error) implements Command {}

  /** A node has gone; what its engines had not answered they never will. */
  record NodeGone(ActorRef<LinkFrame> relay) implements Command {}

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

  /** By place; null where none has come. Read by any thread that asks what is waited for. */
  private final AtomicReferenceArray<CallObserver.@Nullable EngineOutcome> outcomes;

  private int missing;
  private long movedBytes;
  private long announcedBytes;

  private Gather(
      ActorContext<Command> context,
      Controller.CallKey key,
      List<EngineEntry> targets,
      CallObserver observer,
      ActorRef<Controller.Command> controller) {
    super(context);
    this.key = key;
    this.targets = targets;
    this.observer = GuardedObserver.of(observer);
    this.controller = controller;
    this.outcomes = new AtomicReferenceArray<>(targets.size());
    this.missing = targets.size();
    this.observer.began(this::waitingFor);
  }

  /** Safe for any thread. */
  private List<EngineId> waitingFor() {
    return IntStream.range(0, targets.size())
        .filter(place -> outcomes.get(place) == null)
        .mapToObj(place -> targets.get(place).id())
        .toList();
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Answered.class, this::onAnswered)
        .onMessage(Reported.class, this::onReported)
        .onMessage(Moved.class, this::onMoved)
        .onMessage(Failed.class, this::onFailed)
        .onMessage(GiveUpAfter.class, this::onGiveUpAfter)
        .onMessage(GiveUp.class, this::onGiveUp)
        .onMessage(NodeGone.class, this::onNodeGone)
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
    for (LinkBody.Answer answer : answered.answers()) {
      put(answer.place(), answer.outcome(), instant(answer.started()), instant(answer.ended()));
    }
    return endWhenComplete();
  }

  private static @Nullable Instant instant(long micros) {
    return micros == 0 ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private Behavior<Command> onReported(Reported reported) {
    observer.reported(targets.get(reported.place()).id(), reported.report());
    return this;
  }

  private Behavior<Command> onMoved(Moved moved) {
    movedBytes += moved.bytes();
    announcedBytes += moved.announced();
    observer.moved(movedBytes, announcedBytes);
    return this;
  }

  private Behavior<Command> onFailed(Failed failed) {
    failed.places().forEach(place -> fail(place, failed.error()));
    return endWhenComplete();
  }

  private Behavior<Command> onGiveUpAfter(GiveUpAfter after) {
    getContext().scheduleOnce(after.grace(), getContext().getSelf(), new GiveUp(after.error()));
    return this;
  }

  private Behavior<Command> onGiveUp(GiveUp giveUp) {
    IntStream.range(0, targets.size()).forEach(place -> fail(place, giveUp.error()));
    return endWhenComplete();
  }

  private Behavior<Command> onNodeGone(NodeGone gone) {
    for (int place = 0; place < targets.size(); place++) {
      EngineEntry target = targets.get(place);
      if (target.relay().equals(gone.relay())) {
        fail(place, ReadyEngines.leftWithItsNode(target).error());
      }
    }
    return endWhenComplete();
  }

  private void fail(int place, KernelError error) {
    put(place, Outcome.failed(error), null, null);
  }

  private void put(int place, Outcome outcome, @Nullable Instant started, @Nullable Instant ended) {
    if (outcomes.get(place) == null) {
      var id = targets.get(place).id();
      outcomes.set(place, new CallObserver.EngineOutcome(id, outcome, started, ended));
      missing--;
      observer.ended(targets.size() - missing, targets.size());
    }
  }

  private Behavior<Command> endWhenComplete() {
    if (missing > 0) {
      return this;
    }
    List<CallObserver.EngineOutcome> all =
        IntStream.range(0, targets.size())
            .mapToObj(outcomes::get)
            .filter(Objects::nonNull)
            .toList();
    controller.tell(new Controller.Gathered(key));
    observer.completed(all);
    return Behaviors.stopped();
  }
}

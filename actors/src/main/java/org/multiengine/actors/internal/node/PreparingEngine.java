package org.multiengine.actors.internal.node;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.japi.function.Function;
import java.util.UUID;
import java.util.function.Consumer;
import org.multiengine.core.engine.Interpreter;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine whose namespace is being created. It does all that a {@link ReadyEngine} does, except
 * that its requests wait until the namespace exists.
 */
final class PreparingEngine extends AbstractBehavior<Engine.Command> {

  private static final Logger LOG = LoggerFactory.getLogger(PreparingEngine.class);

  private final Engine.Node node;
  private final EngineRunner runner;
  private final EngineRequests requests;

  static Behavior<Engine.Command> create(EngineId id, Engine.Node node) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new PreparingEngine(context, timers, id, node)));
  }

  private PreparingEngine(
      ActorContext<Engine.Command> context,
      TimerScheduler<Engine.Command> timers,
      EngineId id,
      Engine.Node node) {
    super(context);
    this.node = node;
    this.runner = new EngineRunner(id, node);
    var life = new EngineLife(id, UUID.randomUUID().toString());
    this.requests = new EngineRequests(life, node, context.getSystem(), timers, runner);
    prepare(id, context.getSelf());
  }

  private void prepare(EngineId id, ActorRef<Engine.Command> self) {
    var unused =
        runner
            .prepare()
            .whenComplete(
                (made, cause) -> {
                  if (cause == null) {
                    self.tell(new Engine.Prepared());
                    reportLoss(made, self);
                  } else {
                    self.tell(new Engine.Broken(text(cause)));
                    LOG.error("engine {} cannot start", id, cause);
                  }
                });
  }

  private static void reportLoss(Interpreter made, ActorRef<Engine.Command> self) {
    var unused = made.lost().thenAccept(lost -> self.tell(new Engine.NamespaceGone(lost.how())));
  }

  /** Returns the text of a foreign exception, which is code of the user. */
  @SuppressWarnings("CatchThrowable")
  private static String text(Throwable cause) {
    try {
      return String.valueOf(cause.getMessage());
    } catch (Throwable withoutText) {
      return cause.getClass().getName();
    }
  }

  @Override
  public Receive<Engine.Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Engine.Prepared.class, prepared -> onPrepared())
        .onMessage(Engine.Broken.class, this::onBroken)
        .onMessage(Engine.Submit.class, run(submit -> requests.add(submit.request())))
        .onMessage(Engine.Refuse.class, run(requests::refuse))
        .onMessage(Engine.Ask.class, run(requests::ask))
        .onMessage(Engine.Cancel.class, run(requests::cancelWaiting))
        .onMessage(Engine.Listen.class, run(requests::listen))
        .onMessage(Engine.ClientsGone.class, run(requests::clientsGone))
        .onMessage(Engine.Pause.class, run(requests::pause))
        .onMessage(Engine.Resume.class, run(requests::resume))
        .onMessage(Engine.Renumber.class, run(this::renumber))
        .onMessage(Engine.Start.class, start -> this)
        .onMessage(Engine.Stop.class, stop -> Behaviors.stopped())
        .onSignal(PostStop.class, signal -> onPostStop())
        .build();
  }

  /** Returns a message handler that keeps the behaviour. */
  private <T> Function<T, Behavior<Engine.Command>> run(Consumer<T> handler) {
    return message -> {
      handler.accept(message);
      return this;
    };
  }

  private void renumber(Engine.Renumber renumber) {
    requests.renumber(renumber.id());
    runner.renumber(renumber.id());
  }

  private Behavior<Engine.Command> onPrepared() {
    EngineLife life = requests.life();
    node.relay()
        .tell(
            new NodeRelay.EngineStarted(
                life.engine(),
                life.incarnation(),
                getContext().getSelf(),
                requests.tasks().load()));
    return ReadyEngine.create(requests, runner);
  }

  private Behavior<Engine.Command> onBroken(Engine.Broken broken) {
    EngineLife life = requests.life();
    node.relay().tell(new NodeRelay.EngineFailed(life.engine(), broken.why()));
    requests.dropAll(
        EngineLost.of(
            life.engine(),
            life.incarnation(),
            "engine " + life.engine() + " cannot start: " + broken.why()));
    return Behaviors.stopped();
  }

  private Behavior<Engine.Command> onPostStop() {
    requests.close();
    runner.close();
    return this;
  }
}

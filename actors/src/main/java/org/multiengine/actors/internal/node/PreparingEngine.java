package org.multiengine.actors.internal.node;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.StashBuffer;
import java.util.UUID;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.core.clock.Clocks;
import org.multiengine.core.engine.EngineQueue;
import org.multiengine.core.engine.EvaluationThread;
import org.multiengine.core.engine.Interpreter;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine whose namespace is being created, on the evaluation thread because a language may take
 * its time. Requests are kept until the namespace exists.
 */
final class PreparingEngine extends AbstractBehavior<Engine.Command> {

  private static final Logger LOG = LoggerFactory.getLogger(PreparingEngine.class);

  private final EngineId id;
  private final Engine.Node node;
  private final StashBuffer<Engine.Command> stash;
  private final EvaluationThread thread;

  static Behavior<Engine.Command> create(EngineId id, Engine.Node node) {
    return Behaviors.setup(
        context ->
            Behaviors.withStash(
                node.settings().queueRequests(),
                stash -> new PreparingEngine(context, id, node, stash)));
  }

  private PreparingEngine(
      ActorContext<Engine.Command> context,
      EngineId id,
      Engine.Node node,
      StashBuffer<Engine.Command> stash) {
    super(context);
    this.id = id;
    this.node = node;
    this.stash = stash;
    this.thread = new EvaluationThread("engine-" + id);
    prepare();
  }

  @SuppressWarnings("CatchThrowable") // whatever a language throws, the relay is notified of it
  private void prepare() {
    var self = getContext().getSelf();
    thread.run(
        0,
        () -> {
          try {
            self.tell(new Engine.Prepared(newInterpreter()));
          } catch (Throwable cause) {
            self.tell(new Engine.Broken(text(cause)));
            LOG.error("engine {} cannot start", id, cause);
          }
        });
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

  private Interpreter newInterpreter() {
    MultiengineSettings.EngineSettings settings = node.settings();
    var namespace = Languages.named(settings.language()).createNamespace();
    var made = new Interpreter(id, namespace, node.code(), settings.outputBytes(), Clocks.system());
    made.bind(node.bindings());
    made.startUp(node.startup());
    return made;
  }

  @Override
  public Receive<Engine.Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Engine.Prepared.class, this::onPrepared)
        .onMessage(Engine.Broken.class, this::onBroken)
        .onMessage(Engine.Start.class, start -> this)
        .onMessage(Engine.Stop.class, stop -> Behaviors.stopped())
        .onAnyMessage(this::onEarly)
        .onSignal(PostStop.class, signal -> onPostStop())
        .build();
  }

  /** Keeps a message. The relay sends none before the engine is ready, so there are few. */
  private Behavior<Engine.Command> onEarly(Engine.Command message) {
    if (!stash.isFull()) {
      stash.stash(message);
    } else if (message instanceof Engine.Submit submit) {
      refuse(submit.request().part(), submit.request().request());
    } else if (message instanceof Engine.Ask ask) {
      refuse(ask.part(), ask.question());
    } else {
      getContext().getLog().warn("engine {} drops {}: too much waits for it", id, message);
    }
    return this;
  }

  private void refuse(PartId part, Request request) {
    var full =
        QueueFull.of(
            EngineQueue.MAX_REQUESTS,
            node.settings().queueRequests(),
            "engine " + id + " is still being prepared, and its queue is full");
    var answer = RelayMessage.Answer.withoutRun(part.place(), Outcome.failed(full));
    node.relay().tell(new NodeRelay.EngineAnswered(part, request, answer));
  }

  private Behavior<Engine.Command> onPrepared(Engine.Prepared prepared) {
    var life = new EngineLife(id, UUID.randomUUID().toString());
    Behavior<Engine.Command> ready =
        ReadyEngine.create(life, node, new EngineRunner(thread, prepared.interpreter(), node));
    node.relay().tell(new NodeRelay.EngineStarted(id, life.incarnation(), getContext().getSelf()));
    return stash.unstashAll(ready);
  }

  private Behavior<Engine.Command> onBroken(Engine.Broken broken) {
    node.relay().tell(new NodeRelay.EngineFailed(id, broken.why()));
    return Behaviors.stopped();
  }

  private Behavior<Engine.Command> onPostStop() {
    thread.interrupt(0);
    thread.close();
    return this;
  }
}

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
import akka.serialization.SerializationExtension;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.multiengine.actors.internal.access.Gatekeeper;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.link.LinkSchedule;
import org.multiengine.actors.internal.link.Links;
import org.multiengine.actors.internal.link.RemoteEnd;
import org.multiengine.actors.internal.link.RemoteEnds;
import org.multiengine.actors.internal.link.WireOpened;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.metrics.Metrics;
import org.multiengine.actors.internal.metrics.MetricsSnapshot;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.protocol.WireMessage;
import org.multiengine.actors.internal.registrar.EngineRegistrar;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.core.code.ClassFile;
import org.multiengine.core.code.CodeLoaders;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.identity.PartId;
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
  record EngineStarted(EngineId id, String incarnation, ActorRef<Engine.Command> engine)
      implements Command {}

  /** Reports that an engine could not start. */
  record EngineFailed(EngineId id, String why) implements Command {}

  /** Reports that a request of an engine has ended. */
  record EngineAnswered(PartId part, Request request, RelayMessage.Answer answer)
      implements Command {}

  /** Reports that a running request has done something. */
  record EngineReported(PartId part, Report report) implements Command {}

  /** Asks for a class of a client that an engine needs. */
  record Fetch(
      String code, String className, List<String> known, CompletableFuture<ClassFile> answer)
      implements Command {}

  /** Asks for the metrics of this node. */
  public record Measure(ActorRef<Measured> replyTo) implements Command, WireMessage {}

  /** The reply to {@link Measure}. */
  public record Measured(MetricsSnapshot snapshot) implements WireMessage {}

  private record ControllerGone(ActorRef<LinkFrame> controller) {}

  /** Has sharding start engines of the node's slot. */
  @FunctionalInterface
  public interface EngineStart {

    /**
     * Starts an engine.
     *
     * @param id the engine's id
     * @param earlier how many engines were started under this id before and still run under another
     */
    void start(EngineId id, int earlier);
  }

  /**
   * What a relay needs of its node.
   *
   * @param slot the name of the node's slot
   * @param engines how many engines the node is to hold
   * @param registrar the registrar, which gives ids
   * @param startEngine has sharding start an engine of the slot
   * @param code the classes of clients
   * @param onEmpty runs when the last engine of the node has been killed
   * @param gatekeeper decides what may be asked of the engines
   */
  public record Node(
      String slot,
      int engines,
      ActorRef<EngineRegistrar.Command> registrar,
      EngineStart startEngine,
      CodeLoaders code,
      Runnable onEmpty,
      Gatekeeper gatekeeper) {}

  private final MultiengineSettings settings;
  private final Metrics metrics;
  private final Links<RelayMessage> links;
  private final RemoteEnds ends;
  private final NodeEngines engines;
  private final ClientClasses classes;
  private final AnswerOutbox outbox;
  private final RequestIntake intake;

  /** Creates the actor. */
  public static Behavior<Object> create(Node node, MultiengineSettings settings) {
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
      Node node,
      MultiengineSettings settings) {
    super(context);
    this.settings = settings;
    this.metrics = Metrics.get(context.getSystem());
    this.ends = RemoteEnds.get(context.getSystem());
    this.links =
        new Links<>(
            context.getSelf().narrow(),
            new LinkOwner(),
            new LinkSchedule(context, settings.link().tick()));
    this.engines = new NodeEngines(context, timers, node, settings);
    this.classes = new ClientClasses(timers, links, node.code(), settings.code().fetchLimit());
    this.outbox =
        new AnswerOutbox(
            context.getSelf().narrow(),
            timers,
            links,
            new AnswerBudget(settings.link().maxUndeliveredBytes(), links, classes, engines));
    this.intake =
        new RequestIntake(
            context,
            node,
            engines,
            classes,
            outbox,
            new IncomingBudget(settings.link().maxIncomingBytes()));
    engines.announce();
  }

  private final class LinkOwner implements Links.Owner<RelayMessage> {

    @Override
    public Link<RelayMessage> connect(ActorRef<LinkFrame> controller, long number) {
      getContext().unwatch(controller);
      getContext().watchWith(controller, new ControllerGone(controller));
      return new Link<>(
          new Link.Ends(getContext().getSelf().narrow(), controller, number),
          RelayMessage.class,
          settings.link(),
          SerializationExtension.get(getContext().getSystem()),
          new RelayLinkListener(links, controller, classes, intake));
    }

    @Override
    public void received(Link<RelayMessage> link, RelayMessage message) {
      if (message instanceof RelayMessage.ToRelay mine) {
        mine.accept(intake.from(link));
      } else {
        throw new IllegalArgumentException("a controller sends " + message.getClass().getName());
      }
    }

    @Override
    public void ended(Link<RelayMessage> link, String reason) {
      linkGone(link);
    }
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(LinkFrame.class, this::onFrame)
        .onMessage(EngineAnswered.class, run(intake::answered))
        .onMessage(AnswerOutbox.SendTask.class, this::onSendTask)
        .onMessage(LinkSchedule.Task.class, run(links::perform))
        .onMessage(WireOpened.class, run(links::wireOpened))
        .onMessage(EngineReported.class, this::onReported)
        .onMessage(Fetch.class, run(classes::fetch))
        .onMessage(ClientClasses.FetchTimedOut.class, run(classes::timedOut))
        .onMessage(Measure.class, run(this::measure))
        .onMessage(NodeEngines.Announce.class, run(announce -> engines.announce()))
        .onMessage(EngineRegistrar.Assigned.class, this::onAssigned)
        .onMessage(EngineStarted.class, this::onEngineStarted)
        .onMessage(EngineFailed.class, run(engines::failed))
        .onMessage(NodeEngines.EngineEnded.class, this::onEngineEnded)
        .onMessage(ControllerGone.class, this::onControllerGone)
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

  private Behavior<Object> onFrame(LinkFrame frame) {
    links.accept(frame);
    outbox.delivered();
    intake.endIfEmptied();
    return this;
  }

  private Behavior<Object> onSendTask(AnswerOutbox.SendTask task) {
    outbox.send(task);
    intake.endIfEmptied();
    return this;
  }

  /** Forwards a report. A link without credit drops it, because answers come first. */
  private Behavior<Object> onReported(EngineReported reported) {
    Link<RelayMessage> link = outbox.linkOf(reported.part());
    if (link != null && !link.isBusy()) {
      links.send(link, new RelayMessage.Progress(reported.part(), reported.report()));
    }
    return this;
  }

  /** Replies with the metrics from another thread, because reading all meters takes a moment. */
  private void measure(Measure measure) {
    getContext()
        .getSystem()
        .dispatchers()
        .lookup(DispatcherSelector.blocking())
        .execute(() -> measure.replyTo().tell(new Measured(metrics.snapshot())));
  }

  private Behavior<Object> onAssigned(EngineRegistrar.Assigned assigned) {
    engines.assigned(assigned);
    intake.endIfEmptied();
    return this;
  }

  private Behavior<Object> onEngineStarted(EngineStarted started) {
    EngineLife replaced = engines.started(started);
    if (replaced != null) {
      intake.failPending(replaced, "engine " + replaced.engine() + " has been started again");
    }
    return this;
  }

  private Behavior<Object> onEngineEnded(NodeEngines.EngineEnded ended) {
    NodeEngines.Ending ending = engines.ended(ended.life());
    if (ending != null) {
      intake.failPending(ending.life(), ending.how());
    }
    return this;
  }

  private Behavior<Object> onControllerGone(ControllerGone gone) {
    Link<RelayMessage> link = links.remove(gone.controller());
    intake.controllerGone(gone.controller());
    if (link != null) {
      linkGone(link);
    }
    intake.endIfEmptied();
    return this;
  }

  private void linkGone(Link<RelayMessage> link) {
    outbox.linkGone(link);
    engines.tellAll(new Engine.ClientsGone(classes.linkGone(link)));
    intake.linkGone(link);
  }

  private Behavior<Object> onPostStop() {
    links.close();
    return this;
  }
}

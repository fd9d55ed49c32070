package org.multiengine.actors.internal.call;

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
import akka.serialization.SerializationExtension;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.farm.FarmConnection;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.link.LinkSchedule;
import org.multiengine.actors.internal.link.Links;
import org.multiengine.actors.internal.link.RemoteEnd;
import org.multiengine.actors.internal.link.RemoteEnds;
import org.multiengine.actors.internal.link.WireOpened;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.metrics.Metrics;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.actors.internal.registry.RegistryDirectory;
import org.multiengine.actors.internal.registry.RegistrySource;
import org.multiengine.actors.internal.registry.RegistryState;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.NoEnginesRegistered;
import org.multiengine.core.identity.CallId;

/**
 * The actor behind {@link Controller}. Its type is {@code Object}, because it receives the commands
 * of {@link Controller}, frames of its links, and messages of its own, which have no type in
 * common; senders see references of the types that they may send.
 */
public final class ControllerActor extends AbstractBehavior<Object> {

  /** The reason of a loss whose connection ended before the first call used it. */
  private static final String CONNECTION_ENDED = "the connection to its process has ended";

  /** Reports that all outcomes have arrived, perhaps while requests are still being sent. */
  private record Gathered(CallId call) {}

  /** Reports that a relay has gone; it may be one at the end of a connection. */
  private record RelayGone(ActorRef<LinkFrame> relay, @Nullable RemoteEnd end) {

    String reason() {
      String known = end == null ? null : end.reason();
      if (known != null) {
        return known;
      }
      return RemoteEnds.isEnd(relay) ? CONNECTION_ENDED : EngineEntry.NODE_LEFT;
    }
  }

  private final MultiengineSettings settings;
  private final ReadyEngines engines;
  private final Metrics metrics;
  private final Links<RelayMessage> links;
  private final OpenCalls calls;
  private final CallTimers timers;
  private final RelayMessages messages;

  /**
   * Creates the actor.
   *
   * @param settings the settings of its system
   * @param directory the directory of engines, which the actor updates
   * @param source the origin of the registry of engines
   */
  public static Behavior<Object> create(
      MultiengineSettings settings, RegistryDirectory directory, RegistrySource source) {
    Behavior<Object> controller =
        Behaviors.setup(
            context ->
                Behaviors.withTimers(
                    timers -> new ControllerActor(context, timers, settings, directory, source)));
    // A fault in one message must not end the calls of all clients.
    return Behaviors.supervise(controller)
        .onFailure(RuntimeException.class, SupervisorStrategy.resume());
  }

  private ControllerActor(
      ActorContext<Object> context,
      TimerScheduler<Object> timers,
      MultiengineSettings settings,
      RegistryDirectory directory,
      RegistrySource source) {
    super(context);
    this.settings = settings;
    this.engines = new ReadyEngines(directory);
    this.metrics = Metrics.get(context.getSystem());
    this.links =
        new Links<>(
            context.getSelf().narrow(),
            new LinkOwner(),
            new LinkSchedule(context, settings.link().tick()));
    this.calls = new OpenCalls(settings.call(), links, engines);
    this.timers = new CallTimers(context, timers, calls, settings.call().cancelGrace());
    this.messages =
        new RelayMessages(calls, new ClassSource(context, links), new FarmConnection(links));
    metrics.calls().waitingIn(calls.waiting());
    source.subscribe(context.getSystem(), context.getSelf().narrow());
  }

  private final class LinkOwner implements Links.Owner<RelayMessage> {

    @Override
    public Link<RelayMessage> connect(ActorRef<LinkFrame> relay, long number) {
      getContext().unwatch(relay);
      RemoteEnd end = RemoteEnds.get(getContext().getSystem()).find(relay);
      getContext().watchWith(relay, new RelayGone(relay, end));
      return new Link<>(
          new Link.Ends(getContext().getSelf().narrow(), relay, number),
          RelayMessage.class,
          settings.link(),
          SerializationExtension.get(getContext().getSystem()),
          new RelayTransfers(relay, calls, messages));
    }

    @Override
    public void received(Link<RelayMessage> link, RelayMessage message) {
      messages.handle(link, message);
    }

    @Override
    public void ended(Link<RelayMessage> link, String reason) {
      calls.linkEnded(link.peer(), reason);
      messages.farm().nodeGone(link.peer(), reason);
      messages.farm().engines(engines.ready(), List.of()); // a new link will reach them
    }
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(Controller.Submit.class, this::onSubmit)
        .onMessage(LinkFrame.class, run(links::receive))
        .onMessage(Gathered.class, this::onGathered)
        .onMessage(LinkSchedule.Task.class, run(links::perform))
        .onMessage(WireOpened.class, run(links::wireOpened))
        .onMessage(
            RemoteEnd.Gone.class,
            run(gone -> RemoteEnds.get(getContext().getSystem()).remove(gone.ref())))
        .onMessage(Controller.Cancel.class, run(cancel -> timers.cancel(cancel.call(), null)))
        .onMessage(Controller.Listen.class, run(listen -> calls.listen(listen.call())))
        .onMessage(
            Controller.ClientClosed.class, run(closed -> calls.clientClosed(closed.client())))
        .onMessage(CallTimers.TimedOut.class, run(timers::timedOut))
        .onMessage(CallTimers.GiveUp.class, run(timers::giveUp))
        .onMessage(ClassSource.Found.class, run(messages::foundClass))
        .onMessage(RegistryState.class, this::onRegistryState)
        .onMessage(FarmConnection.Send.class, run(messages.farm()::send))
        .onMessage(
            FarmConnection.Attach.class,
            run(attach -> messages.farm().attach(attach, engines.ready())))
        .onMessage(RelayGone.class, this::onRelayGone)
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

  private Behavior<Object> onSubmit(Controller.Submit submit) {
    CallObserver observer = WatchedCall.of(submit, metrics.calls());
    List<EngineEntry> targets;
    try {
      targets = engines.resolve(submit.targets());
    } catch (InvalidEngineID | NoEnginesRegistered error) {
      observer.rejected(error);
      return this;
    }
    if (targets.isEmpty()) {
      observer.completed(List.of());
      return this;
    }
    KernelError refusal = calls.check(submit, targets.size());
    if (refusal != null) {
      observer.rejected(refusal);
      return this;
    }
    ActorRef<Object> self = getContext().getSelf();
    var gather = new Gather(targets, observer, () -> self.tell(new Gathered(submit.call())));
    calls.start(
        new Call(
            submit.call(),
            calls.nextNumber(),
            targets,
            submit.options(),
            gather,
            calls.failuresSeen(submit.call().client())),
        submit.requests());
    timers.started(submit.call(), submit.options().timeout());
    return this;
  }

  private Behavior<Object> onGathered(Gathered gathered) {
    Call call = calls.remove(gathered.call());
    if (call != null) {
      timers.ended(call);
    }
    return this;
  }

  private Behavior<Object> onRegistryState(RegistryState state) {
    enginesGone(engines.update(state.entries()));
    return this;
  }

  private Behavior<Object> onRelayGone(RelayGone gone) {
    links.remove(gone.relay());
    enginesGone(engines.removeNode(gone.relay(), gone.reason()));
    calls.nodeGone(gone.relay(), gone.reason());
    messages.farm().nodeGone(gone.relay(), gone.reason());
    return this;
  }

  private void enginesGone(List<ReadyEngines.Gone> gone) {
    gone.forEach(calls::engineGone);
    messages
        .farm()
        .engines(engines.ready(), gone.stream().map(ReadyEngines.Gone::forFarm).toList());
  }

  private Behavior<Object> onPostStop() {
    calls.stop();
    links.close();
    return this;
  }
}

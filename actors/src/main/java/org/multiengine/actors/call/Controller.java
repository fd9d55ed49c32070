package org.multiengine.actors.call;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.ddata.LWWMap;
import akka.cluster.ddata.typed.javadsl.DistributedData;
import akka.cluster.ddata.typed.javadsl.Replicator;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.call.Call;
import org.multiengine.actors.internal.call.Dispatch;
import org.multiengine.actors.internal.call.Gather;
import org.multiengine.actors.internal.call.Lane;
import org.multiengine.actors.internal.call.ReadyEngines;
import org.multiengine.actors.internal.call.WatchedCall;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.link.LinkFrame;
import org.multiengine.actors.internal.link.Links;
import org.multiengine.actors.internal.metrics.Metrics;
import org.multiengine.actors.internal.protocol.CallLog;
import org.multiengine.actors.internal.protocol.LinkBody;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.actors.internal.registry.EngineRegistry;
import org.multiengine.actors.internal.registry.RegistryDirectory;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.core.Targets;
import org.multiengine.core.code.ClassFile;
import org.multiengine.core.code.CodeRegistry;
import org.multiengine.core.error.AccessDenied;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.NoEnginesRegistered;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.error.TaskTimeout;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;

/**
 * Routes calls to engines: resolves the targets, sends one message to each node concerned, and lets
 * a {@link Gather} collect the outcomes. Every node with clients runs its own.
 *
 * <p>An actor of this node may use it directly:
 *
 * <pre>{@code
 * controller.tell(new Controller.Submit(
 *     new Controller.CallKey("audit", 1), Targets.all(), List.of(new Request.Execute("a = 5")),
 *     CallOptions.DEFAULT, CallObserver.replyTo(adapter)));
 * }</pre>
 */
public final class Controller extends AbstractBehavior<Controller.Command> {

  /** What the controller is told. */
  public interface Command {}

  /** Messages that stay on this node. */
  public sealed interface Message extends Command {}

  /**
   * Names a call.
   *
   * @param client the client, by a name that nobody else in the cluster uses; requests of one
   *     client go together when one of them fails
   * @param call the client's number for the call, never used twice
   */
  public record CallKey(String client, long call) {

    /** Returns the call's id in logs, the same in each process that has to do with the call. */
    public String id() {
      return client + "#" + call;
    }
  }

  /**
   * Runs a request on engines. Calls are sent in the order they arrive here.
   *
   * @param key names the call
   * @param targets which engines
   * @param requests what is asked: one request for all of them, or one for each in their order
   * @param options how the call is made
   * @param observer hears how it ends
   */
  public record Submit(
      CallKey key,
      Targets targets,
      List<Request> requests,
      CallOptions options,
      CallObserver observer)
      implements Message {

    /** Checks that all is there, in the sender's own thread. */
    public Submit {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(targets, "targets");
      Objects.requireNonNull(options, "options");
      Objects.requireNonNull(observer, "observer");
      requests = List.copyOf(requests);
    }
  }

  /** Cancels a call: takes it from the queues, interrupts where it runs. It ends as others do. */
  public record Cancel(CallKey key) implements Message {}

  /** The call's observer wants to hear from now on what the requests do while they run. */
  public record Listen(CallKey key) implements Message {}

  /**
   * A client is closed: its classes are not given to engines any more, and what is kept of it here
   * is dropped. Every name in {@link CallKey} that is not used any more is to be told.
   */
  public record ClientClosed(String client) implements Message {}

  private record TimedOut(CallKey key, Duration limit) implements Message {}

  private record FoundClass(Link link, long fetch, ClassFile file) implements Message {}

  /** What has not ended of a cancelled call is given up. */
  private record GiveUp(CallKey key, KernelError error) implements Message {}

  /** All outcomes of a call are there. It is a message as some come while others are sent. */
  private record Gathered(CallKey key) implements Message {}

  private record RegistryChanged(
      Replicator.SubscribeResponse<LWWMap<Integer, EngineEntry>> response) implements Message {}

  private record RelayGone(ActorRef<LinkFrame> relay) implements Message {}

  public static Behavior<Command> create(
      MultiengineSettings settings, RegistryDirectory directory) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new Controller(context, timers, settings, directory)));
  }

  private final MultiengineSettings settings;
  private final ReadyEngines engines;
  private final TimerScheduler<Command> timers;
  private final Serialization serialization;
  private final Executor blocking;
  private final Links links;
  private final Map<CallKey, Call> calls = new HashMap<>();
  private final Dispatch dispatch;
  private final Metrics metrics;
  private long lastCall;

  private Controller(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      MultiengineSettings settings,
      RegistryDirectory directory) {
    super(context);
    this.settings = settings;
    this.engines = new ReadyEngines(directory);
    this.timers = timers;
    this.serialization = SerializationExtension.get(context.getSystem());
    this.blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
    this.links =
        new Links(this::connect, context, context.getSelf().narrow(), settings.link().tick());
    this.dispatch = new Dispatch(settings.call().lane(), new ToNodes());
    this.metrics = Metrics.get(context.getSystem());
    metrics.calls().waitingIn(dispatch.waiting());
    subscribe();
  }

  private void subscribe() {
    ActorRef<Replicator.SubscribeResponse<LWWMap<Integer, EngineEntry>>> adapter =
        getContext().messageAdapter(EngineRegistry.subscribeResponse(), RegistryChanged::new);
    DistributedData.get(getContext().getSystem())
        .replicator()
        .tell(new Replicator.Subscribe<>(EngineRegistry.KEY, adapter));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Submit.class, this::onSubmit)
        .onMessage(LinkFrame.class, this::onFrame)
        .onMessage(Gathered.class, this::onGathered)
        .onMessage(Cancel.class, this::onCancel)
        .onMessage(Listen.class, this::onListen)
        .onMessage(GiveUp.class, this::onGiveUp)
        .onMessage(TimedOut.class, this::onTimedOut)
        .onMessage(ClientClosed.class, this::onClientClosed)
        .onMessage(FoundClass.class, this::onFoundClass)
        .onMessage(Links.Duty.class, this::onDuty)
        .onMessage(RegistryChanged.class, this::onRegistryChanged)
        .onMessage(RelayGone.class, this::onRelayGone)
        .onSignal(PostStop.class, signal -> onPostStop())
        .build();
  }

  // Calls

  private Behavior<Command> onSubmit(Submit submit) {
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
    KernelError refusal = check(submit, targets);
    if (refusal != null) {
      observer.rejected(refusal);
      return this;
    }
    start(submit, targets, observer);
    if (submit.requests().get(0) instanceof Request.Kill) {
      engines.remove(targets);
    }
    Duration timeout = submit.options().timeout();
    if (timeout != null) {
      timers.startSingleTimer(submit.key(), new TimedOut(submit.key(), timeout), timeout);
    }
    return this;
  }

  private @Nullable KernelError check(Submit submit, List<EngineEntry> targets) {
    if (calls.containsKey(submit.key())) {
      return new KernelError("a call of the name " + submit.key() + " is running");
    }
    if (submit.requests().size() != 1 && submit.requests().size() != targets.size()) {
      return new KernelError(
          submit.requests().size()
              + " parts do not fit "
              + targets.size()
              + " engines: the set of engines has changed; call again");
    }
    try {
      submit.requests().forEach(Request::size);
      return null;
    } catch (RuntimeException broken) {
      return cannotBeSent(broken);
    }
  }

  private static KernelError cannotBeSent(RuntimeException cause) {
    return new KernelError("the request cannot be sent: " + cause, cause);
  }

  private void start(Submit submit, List<EngineEntry> targets, CallObserver observer) {
    ActorRef<Command> self = getContext().getSelf();
    var gather = new Gather(targets, observer, () -> self.tell(new Gathered(submit.key())));
    var call = new Call(submit.key(), ++lastCall, targets, submit.options(), gather);
    calls.put(submit.key(), call);
    dispatch.submit(call, submit.requests());
  }

  /** Carries out what the dispatch decides. */
  private final class ToNodes implements Dispatch.Outlet {
    @Override
    public @Nullable KernelError send(ActorRef<LinkFrame> relay, LinkBody.Submit message) {
      Link link = links.to(relay);
      try {
        links.send(link, message);
      } catch (QueueFull full) {
        return full;
      } catch (RuntimeException broken) {
        getContext().getLog().error("a request cannot be sent", broken);
        return cannotBeSent(broken);
      }
      return null;
    }

    @Override
    public void clientClosed(ActorRef<LinkFrame> relay, String client) {
      links.send(links.to(relay), new LinkBody.ClientClosed(client));
    }

    @Override
    public void fail(Lane.Item item, KernelError why) {
      item.call().gather().failed(item.place(), why);
    }
  }

  private Link connect(ActorRef<LinkFrame> relay) {
    getContext().watchWith(relay, new RelayGone(relay));
    return new Link(
        getContext().getSelf().narrow(), relay, settings.link(), serialization, this::onMoved);
  }

  private void onMoved(String client, long call, long bytes, long announced) {
    Call moving = calls.get(new CallKey(client, call));
    if (moving != null) {
      moving.gather().moved(bytes, announced);
    }
  }

  private Behavior<Command> onFrame(LinkFrame frame) {
    Link link = links.find(frame.from());
    if (link == null) {
      return this;
    }
    link.receive(frame).forEach(body -> onBody(link, body));
    links.watch(link);
    return this;
  }

  private void onBody(Link link, LinkBody body) {
    if (body instanceof LinkBody.Answers answers) {
      onAnswers(answers);
    } else if (body instanceof LinkBody.Progress news) {
      onProgress(news);
    } else if (body instanceof LinkBody.FetchClass fetch) {
      findClass(link, fetch);
    }
  }

  private void onAnswers(LinkBody.Answers answers) {
    var key = new CallKey(answers.client(), answers.call());
    Call call = calls.get(key);
    if (call == null) {
      return;
    }
    if (answers.answers().stream().allMatch(each -> call.has(each.place()))) {
      restoreRefused(call, answers.answers());
      call.gather().answered(answers.answers());
      dispatch.answered(call, answers.answers());
    } else {
      getContext().getLog().warn("a node answers for engines that {} does not go to", key);
    }
  }

  /** Engines that a guard has kept from being killed are still there. */
  private void restoreRefused(Call call, List<LinkBody.Answer> answers) {
    List<EngineEntry> refused =
        answers.stream()
            .filter(Controller::isRefused)
            .map(answer -> call.targets().get(answer.place()))
            .toList();
    if (!refused.isEmpty()) {
      engines.restore(refused);
    }
  }

  private static boolean isRefused(LinkBody.Answer answer) {
    return answer.outcome() instanceof Outcome.Failed failed
        && failed.failure().is(AccessDenied.class);
  }

  private void onProgress(LinkBody.Progress news) {
    Call call = calls.get(new CallKey(news.client(), news.call()));
    if (call != null && call.has(news.place())) {
      call.gather().reported(news.place(), news.report());
    }
  }

  /** Class files are read from disk, which may block. */
  private void findClass(Link link, LinkBody.FetchClass fetch) {
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(
                () -> CodeRegistry.find(fetch.code(), fetch.className(), fetch.known()), blocking),
            (file, failure) ->
                new FoundClass(link, fetch.fetch(), file == null ? ClassFile.MISSING : file));
  }

  private Behavior<Command> onFoundClass(FoundClass found) {
    links.send(found.link(), new LinkBody.FetchedClass(found.fetch(), found.file()));
    return this;
  }

  private Behavior<Command> onClientClosed(ClientClosed closed) {
    links.all().forEach(link -> links.send(link, new LinkBody.ClientClosed(closed.client())));
    dispatch.clientClosed(closed.client());
    return this;
  }

  private Behavior<Command> onGathered(Gathered gathered) {
    Call call = calls.remove(gathered.key());
    if (call == null) {
      return this;
    }
    dispatch.forget(call);
    if (call.timeout() != null) {
      timers.cancel(gathered.key());
    }
    return this;
  }

  private Behavior<Command> onCancel(Cancel cancel) {
    cancel(cancel.key(), null);
    return this;
  }

  private Behavior<Command> onTimedOut(TimedOut timedOut) {
    cancel(timedOut.key(), "it did not end within " + timedOut.limit().toMillis() + " ms");
    return this;
  }

  private void cancel(CallKey key, @Nullable String reason) {
    Call call = calls.get(key);
    if (call == null) {
      return;
    }
    CallLog.cancelled(key, reason == null);
    KernelError why =
        reason == null
            ? new TaskAborted("cancelled by its client before it ran")
            : new TaskTimeout(reason);
    dispatch.cancel(call, why);
    withdraw(call, why);
    sendToNodes(call, new LinkBody.Cancel(key.client(), key.call(), reason));
    var giveUp = new GiveUp(key, givenUp(reason));
    getContext().scheduleOnce(settings.call().cancelGrace(), getContext().getSelf(), giveUp);
  }

  private Behavior<Command> onGiveUp(GiveUp giveUp) {
    Call call = calls.get(giveUp.key());
    if (call != null) {
      call.gather().giveUp(giveUp.error());
    }
    return this;
  }

  /** Ends what is still on its way to the nodes, as they would have. */
  private void withdraw(Call call, KernelError why) {
    for (Link link : links(call)) {
      for (LinkBody.Submit withdrawn : link.withdraw(call.key())) {
        if (withdrawn.request() instanceof Request.Kill) {
          engines.restore(
              withdrawn.targets().stream().map(to -> call.targets().get(to.place())).toList());
        }
        List<LinkBody.Answer> answers =
            withdrawn.targets().stream()
                .map(target -> new LinkBody.Answer(target.place(), Outcome.failed(why), 0, 0))
                .toList();
        onAnswers(new LinkBody.Answers(withdrawn.client(), withdrawn.call(), answers));
      }
      links.watch(link);
    }
  }

  private List<Link> links(Call call) {
    return call.relays().stream().map(links::find).filter(Objects::nonNull).toList();
  }

  private void sendToNodes(Call call, LinkBody body) {
    links(call).forEach(link -> links.send(link, body));
  }

  private Behavior<Command> onListen(Listen listen) {
    Call call = calls.get(listen.key());
    if (call != null) {
      call.listen();
      sendToNodes(call, new LinkBody.Listen(listen.key().client(), listen.key().call()));
    }
    return this;
  }

  private KernelError givenUp(@Nullable String reason) {
    String text =
        "it was told to stop and has not within "
            + settings.call().cancelGrace().toMillis()
            + " ms; the engine stays busy with it until it ends or the engine is killed";
    return reason == null ? new TaskAborted(text) : new TaskTimeout(reason + "; " + text);
  }

  private Behavior<Command> onDuty(Links.Duty duty) {
    links.perform(duty);
    return this;
  }

  // Engines

  private Behavior<Command> onRegistryChanged(RegistryChanged changed) {
    if (changed.response() instanceof Replicator.Changed<LWWMap<Integer, EngineEntry>> now) {
      engines.update(EngineRegistry.entries(now.get(EngineRegistry.KEY))).forEach(this::tellGone);
    }
    return this;
  }

  private Behavior<Command> onRelayGone(RelayGone gone) {
    links.remove(gone.relay());
    engines.removeNode(gone.relay()).forEach(this::tellGone);
    // Also of engines that are not ready any more, as killed ones, may something be awaited.
    calls.values().forEach(call -> call.gather().nodeGone(gone.relay()));
    return this;
  }

  private Behavior<Command> onPostStop() {
    calls.values().forEach(call -> call.gather().stopped());
    links.close();
    return this;
  }

  private void tellGone(ReadyEngines.Gone gone) {
    dispatch.lost(gone.entry(), gone.error());
  }
}

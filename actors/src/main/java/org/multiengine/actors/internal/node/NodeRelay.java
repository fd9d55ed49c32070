package org.multiengine.actors.internal.node;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.multiengine.actors.access.Access;
import org.multiengine.actors.access.Caller;
import org.multiengine.actors.access.Decision;
import org.multiengine.actors.internal.access.Gatekeeper;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.link.LinkFrame;
import org.multiengine.actors.internal.link.Links;
import org.multiengine.actors.internal.membership.Addresses;
import org.multiengine.actors.internal.metrics.CallResult;
import org.multiengine.actors.internal.metrics.Metrics;
import org.multiengine.actors.internal.metrics.MetricsSnapshot;
import org.multiengine.actors.internal.protocol.LinkBody;
import org.multiengine.actors.internal.protocol.WireMessage;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.actors.internal.registry.EngineRegistrar;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.core.code.ClassFile;
import org.multiengine.core.code.CodeLoaders;
import org.multiengine.core.code.CodeRegistry;
import org.multiengine.core.engine.Ticket;
import org.multiengine.core.error.AccessDenied;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Report;
import org.multiengine.core.request.Request;

/**
 * The door of a node that holds engines. Controllers send one message for all engines of the node;
 * the relay hands the request to each, and combines the replies that are ready together.
 */
public final class NodeRelay extends AbstractBehavior<NodeRelay.Command> {

  /** What a relay is told. */
  public interface Command {}

  /** Messages of this node itself, and of the registrar. */
  sealed interface Message extends Command {}

  /** An engine is there and takes requests. */
  record EngineStarted(EngineId id, String incarnation, ActorRef<Engine.Command> engine)
      implements Message {}

  /** An engine could not start. */
  record EngineFailed(EngineId id, String why) implements Message {}

  /** A request of an engine has ended; the times are microseconds since 1970, 0 if it never ran. */
  record EngineAnswered(Ticket ticket, Outcome outcome, long started, long ended)
      implements Message {}

  /** A running request has done something. */
  record EngineReported(Ticket ticket, Report report) implements Message {}

  /** An engine needs a class of a client. */
  record Fetch(
      String code, String className, List<String> known, CompletableFuture<ClassFile> answer)
      implements Message {}

  /** The registrar has assigned ids to the engines of this node. */
  record IdsAssigned(EngineRegistrar.Assigned assigned) implements Message {}

  /** A host wants to know what this node has measured. */
  public record Measure(ActorRef<Measured> replyTo) implements Message, WireMessage {}

  /** The answer. */
  public record Measured(MetricsSnapshot snapshot) implements WireMessage {}

  private record EngineEnded(EngineId id, String incarnation) implements Message {}

  private record FetchOver(long fetch) implements Message {}

  private record ControllerGone(ActorRef<LinkFrame> controller) implements Message {}

  /** Outcomes are to be sent: those that are due, or all. */
  private enum Reply implements Message {
    DUE,
    ALL
  }

  private enum Announce implements Message {
    INSTANCE
  }

  /**
   * What a relay needs of its node.
   *
   * @param slot the name of the node's slot
   * @param engines how many engines the node is to hold
   * @param registrar who gives ids
   * @param startEngine makes sharding start an engine of the slot
   * @param code the classes of clients
   * @param onEmpty is run when the last engine of the node has been killed
   * @param gatekeeper decides what may be asked of the engines
   */
  public record Node(
      String slot,
      int engines,
      ActorRef<EngineRegistrar.Command> registrar,
      Consumer<EngineId> startEngine,
      CodeLoaders code,
      Runnable onEmpty,
      Gatekeeper gatekeeper) {}

  private record Running(String incarnation, ActorRef<Engine.Command> engine) {}

  public static Behavior<Command> create(Node node, MultiengineSettings settings) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new NodeRelay(context, timers, node, settings)));
  }

  private static final Duration SOON = Duration.ofMillis(5);

  /** How long outcomes are kept for others of their call. */
  private static final Duration KEPT = Duration.ofMillis(10);

  private final Node node;
  private final MultiengineSettings settings;
  private final TimerScheduler<Command> timers;
  private final Serialization serialization;
  private final Links links;
  private final Map<EngineId, Running> engines = new HashMap<>();
  private final Set<EngineId> killed = new HashSet<>();
  private final Replies replies = new Replies();
  private final Map<String, Link> clients = new HashMap<>();
  private final ClassFetches fetches = new ClassFetches();
  private final RestartBackoff backoff;
  private final Callers callers;
  private final Metrics metrics;
  private final ActorRef<EngineRegistrar.Assigned> assignments;
  private boolean emptied;

  private NodeRelay(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Node node,
      MultiengineSettings settings) {
    super(context);
    this.node = node;
    this.settings = settings;
    this.timers = timers;
    this.serialization = SerializationExtension.get(context.getSystem());
    this.links =
        new Links(this::connect, context, context.getSelf().narrow(), settings.link().tick());
    this.backoff = new RestartBackoff(settings.restart());
    this.callers = new Callers(Cluster.get(context.getSystem()));
    this.metrics = Metrics.get(context.getSystem());
    this.assignments = context.messageAdapter(EngineRegistrar.Assigned.class, IdsAssigned::new);
    announce();
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(LinkFrame.class, this::onFrame)
        .onMessage(EngineAnswered.class, this::onAnswered)
        .onMessage(Measure.class, this::onMeasure)
        .onMessage(EngineReported.class, this::onReported)
        .onMessage(Fetch.class, this::onFetch)
        .onMessage(FetchOver.class, this::onFetchOver)
        .onMessage(Reply.class, this::onReply)
        .onMessage(Links.Duty.class, this::onDuty)
        .onMessage(Announce.class, announce -> announce())
        .onMessage(IdsAssigned.class, each -> onAssigned(each.assigned()))
        .onMessage(EngineStarted.class, this::onStarted)
        .onMessage(EngineFailed.class, this::onFailed)
        .onMessage(EngineEnded.class, this::onEnded)
        .onMessage(ControllerGone.class, this::onControllerGone)
        .onSignal(PostStop.class, signal -> onPostStop())
        .build();
  }

  private ActorRef<LinkFrame> self() {
    return getContext().getSelf().narrow();
  }

  // Calls

  private Behavior<Command> onFrame(LinkFrame frame) {
    Link link = links.to(frame.from());
    link.receive(frame).forEach(body -> onBody(link, body));
    links.watch(link);
    endIfEmptied();
    return this;
  }

  private void onBody(Link link, LinkBody body) {
    if (body instanceof LinkBody.Submit submit) {
      clients.putIfAbsent(submit.client(), link);
      submit(link, submit);
    } else if (body instanceof LinkBody.Cancel cancel) {
      cancel(cancel);
    } else if (body instanceof LinkBody.Listen listen) {
      var message = new Engine.Listen(listen.client(), listen.call());
      engines.values().forEach(running -> running.engine().tell(message));
    } else if (body instanceof LinkBody.FetchedClass fetched) {
      onFetched(fetched);
    } else if (body instanceof LinkBody.ClientClosed closed) {
      forget(closed.client());
    }
  }

  private Link connect(ActorRef<LinkFrame> controller) {
    getContext().watchWith(controller, new ControllerGone(controller));
    var link =
        new Link(
            self(), controller, settings.link(), serialization, (client, call, bytes, all) -> {});
    link.offerSocket();
    return link;
  }

  private void submit(Link link, LinkBody.Submit submit) {
    Decision decision = node.gatekeeper().isOpen() ? Decision.ALLOWED : decide(link, submit);
    for (LinkBody.Target target : submit.targets()) {
      Ticket ticket = submit.ticket(target.place());
      replies.expect(link, ticket, target.engine());
      if (decision.isAllowed()) {
        submit(ticket, target);
      } else {
        var denied = new AccessDenied(String.valueOf(decision.reason()));
        collect(Replies.Owed.of(ticket), answer(ticket, Outcome.failed(denied)));
      }
    }
  }

  private Decision decide(Link link, LinkBody.Submit submit) {
    List<EngineId> asked = submit.targets().stream().map(LinkBody.Target::engine).toList();
    Caller caller = callers.of(link.peer(), submit.client());
    return node.gatekeeper().decide(new Access(caller, submit.call(), asked, submit.request()));
  }

  private void submit(Ticket ticket, LinkBody.Target target) {
    Running running = engines.get(target.engine());
    if (running == null || !running.incarnation().equals(target.incarnation())) {
      var lost = new EngineLost("engine " + target.engine() + " is no longer on this node");
      collect(Replies.Owed.of(ticket), answer(ticket, Outcome.failed(lost)));
    } else if (ticket.request() instanceof Request.Kill) {
      kill(ticket, target.engine(), running);
    } else {
      running.engine().tell(new Engine.Submit(ticket));
    }
  }

  private static LinkBody.Answer answer(Ticket ticket, Outcome outcome) {
    return new LinkBody.Answer(ticket.place(), outcome, 0, 0);
  }

  private void kill(Ticket ticket, EngineId id, Running running) {
    collect(Replies.Owed.of(ticket), answer(ticket, new Outcome.Done()));
    engines.remove(id);
    killed.add(id);
    failPending(id, "engine " + id + " was killed");
    running.engine().tell(new Engine.Stop());
    node.registrar().tell(new EngineRegistrar.Remove(node.slot(), id));
    emptied = engines.isEmpty() && !backoff.isAnyLeftAlone();
  }

  /** A process without engines ends, but not before the clients have what it still owes them. */
  private void endIfEmptied() {
    if (emptied && !replies.areDue() && !replies.areKept() && links.areDelivered()) {
      emptied = false;
      node.onEmpty().run();
    }
  }

  private void cancel(LinkBody.Cancel cancel) {
    var message = new Engine.Cancel(cancel.client(), cancel.call(), cancel.reason());
    engines.values().forEach(running -> running.engine().tell(message));
  }

  private Behavior<Command> onAnswered(EngineAnswered answered) {
    Ticket ticket = answered.ticket();
    measure(answered);
    collect(
        Replies.Owed.of(ticket),
        new LinkBody.Answer(
            ticket.place(), answered.outcome(), answered.started(), answered.ended()));
    if (!clients.containsKey(ticket.client())) {
      // What a client that has gone had left in the queue may have made its loaders anew.
      node.code().forget(ticket.client());
    }
    return this;
  }

  private void measure(EngineAnswered answered) {
    Request request = answered.ticket().request();
    CallResult result = CallResult.of(answered.outcome());
    if (answered.started() > 0) {
      metrics.requests().ran(request.method(), result, answered.ended() - answered.started());
    } else if (!request.immediate()) {
      metrics.requests().dropped(result);
    }
  }

  /** Reading all meters takes a moment, in which calls are to pass. */
  private Behavior<Command> onMeasure(Measure measure) {
    getContext()
        .getSystem()
        .dispatchers()
        .lookup(DispatcherSelector.blocking())
        .execute(() -> measure.replyTo().tell(new Measured(metrics.snapshot())));
    return this;
  }

  /** News that find no credit are dropped: the link has better things to carry. */
  private Behavior<Command> onReported(EngineReported reported) {
    Ticket ticket = reported.ticket();
    Link asked = replies.linkOf(ticket);
    if (asked != null && !asked.isBusy()) {
      links.send(
          asked,
          new LinkBody.Progress(ticket.client(), ticket.call(), ticket.place(), reported.report()));
    }
    return this;
  }

  private Behavior<Command> onFetch(Fetch fetch) {
    Link link = clients.get(CodeRegistry.clientOf(fetch.code()));
    if (link == null) {
      fetch.answer().completeExceptionally(ClassFetches.clientGone());
      return this;
    }
    long number = fetches.add(link, fetch.answer());
    links.send(
        link, new LinkBody.FetchClass(number, fetch.code(), fetch.className(), fetch.known()));
    var over = new FetchOver(number);
    timers.startSingleTimer(over, over, settings.code().fetchLimit());
    return this;
  }

  private Behavior<Command> onFetchOver(FetchOver over) {
    fetches.over(over.fetch(), settings.code().fetchLimit());
    return this;
  }

  private void onFetched(LinkBody.FetchedClass fetched) {
    timers.cancel(new FetchOver(fetched.fetch()));
    fetches.answered(fetched.fetch(), fetched.file());
  }

  private void forget(String client) {
    clients.remove(client);
    node.code().forget(client);
  }

  private void collect(Replies.Owed owed, LinkBody.Answer answer) {
    boolean told = replies.areDue();
    replies.put(owed, answer);
    if (replies.areDue() && !told) {
      // Behind the outcomes that are here already.
      getContext().getSelf().tell(Reply.DUE);
    } else if (replies.areKept() && !timers.isTimerActive(Reply.ALL)) {
      timers.startSingleTimer(Reply.ALL, KEPT);
    }
  }

  private Behavior<Command> onReply(Reply reply) {
    replies.takeDue(links::send);
    if (reply == Reply.ALL) {
      replies.takeKept(links::send);
    }
    links.perform(Links.Duty.FLUSH);
    endIfEmptied();
    return this;
  }

  private Behavior<Command> onDuty(Links.Duty duty) {
    links.perform(duty);
    return this;
  }

  private Behavior<Command> onControllerGone(ControllerGone gone) {
    Link link = links.remove(gone.controller());
    callers.forget(gone.controller());
    if (link != null) {
      replies.linkGone(link);
      fetches.linkGone(link);
    }
    List<String> theirs =
        clients.entrySet().stream()
            .filter(entry -> entry.getValue() == link)
            .map(Map.Entry::getKey)
            .toList();
    theirs.forEach(this::forget);
    endIfEmptied();
    return this;
  }

  private Behavior<Command> onPostStop() {
    links.close();
    return this;
  }

  // Engines

  private Behavior<Command> announce() {
    Map<EngineId, String> running = new HashMap<>();
    engines.forEach((id, engine) -> running.put(id, engine.incarnation()));
    var registration =
        new EngineRegistrar.Register(
            node.slot(),
            Addresses.of(getContext().getSystem()),
            settings.engine().language(),
            node.engines() - killed.size(),
            running.entrySet().stream()
                .map(entry -> new EngineRegistrar.Incarnation(entry.getKey(), entry.getValue()))
                .toList(),
            self(),
            assignments);
    node.registrar().tell(registration);
    timers.startSingleTimer(Announce.INSTANCE, settings.registry().announceInterval());
    return this;
  }

  private Behavior<Command> onAssigned(EngineRegistrar.Assigned assigned) {
    List<EngineId> missing =
        assigned.ids().stream()
            .filter(id -> !engines.containsKey(id) && !killed.contains(id))
            .toList();
    missing.stream().filter(backoff::mayStart).forEach(node.startEngine());
    Set<String> recorded = Set.copyOf(assigned.recorded());
    boolean allRecorded =
        engines.values().stream().allMatch(running -> recorded.contains(running.incarnation()));
    if (missing.isEmpty() && allRecorded) {
      timers.cancel(Announce.INSTANCE);
    }
    return this;
  }

  private Behavior<Command> onStarted(EngineStarted started) {
    backoff.started(started.id());
    engines.put(started.id(), new Running(started.incarnation(), started.engine()));
    getContext().watchWith(started.engine(), new EngineEnded(started.id(), started.incarnation()));
    // Engines that start together are announced together.
    timers.startSingleTimer(Announce.INSTANCE, SOON);
    return this;
  }

  private Behavior<Command> onFailed(EngineFailed failed) {
    backoff.failed(failed.id());
    node.registrar().tell(new EngineRegistrar.Lost(node.slot(), failed.id(), failed.why()));
    return this;
  }

  private Behavior<Command> onEnded(EngineEnded ended) {
    Running running = engines.get(ended.id());
    if (running == null || !running.incarnation().equals(ended.incarnation())) {
      return this;
    }
    engines.remove(ended.id());
    boolean leaving = isLeaving();
    String why = leaving ? " has ended, as " + EngineEntry.NODE_LEFT : " has ended on its node";
    String how = "engine " + ended.id() + why;
    failPending(ended.id(), how);
    node.registrar().tell(new EngineRegistrar.Lost(node.slot(), ended.id(), how));
    if (!leaving) {
      backoff.failed(ended.id());
      timers.startSingleTimer(Announce.INSTANCE, SOON); // to have it assigned, and started, again
    }
    return this;
  }

  private boolean isLeaving() {
    ActorSystem<Void> system = getContext().getSystem();
    MemberStatus status = Cluster.get(system).selfMember().status();
    return (status != MemberStatus.up() && status != MemberStatus.weaklyUp())
        || CoordinatedShutdown.get(system).getShutdownReason().isPresent();
  }

  private void failPending(EngineId engine, String how) {
    Outcome lost = Outcome.failed(new EngineLost(how));
    for (Replies.Owed owed : replies.of(engine)) {
      metrics.requests().dropped(CallResult.LOST);
      collect(owed, new LinkBody.Answer(owed.place(), lost, 0, 0));
    }
  }
}

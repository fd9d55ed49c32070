package org.multiengine.actors.internal.registry;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.StashBuffer;
import akka.cluster.ClusterEvent;
import akka.cluster.Member;
import akka.cluster.ddata.LWWMap;
import akka.cluster.ddata.SelfUniqueAddress;
import akka.cluster.ddata.typed.javadsl.DistributedData;
import akka.cluster.ddata.typed.javadsl.Replicator;
import akka.cluster.ddata.typed.javadsl.ReplicatorMessageAdapter;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import akka.cluster.typed.Subscribe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.LinkFrame;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.protocol.WireMessage;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.slf4j.event.Level;

/**
 * Gives engines their ids, the lowest free ones first, and writes the {@link EngineRegistry}. A
 * cluster singleton on the hosts; a new one goes on from the replicated registry.
 */
public final class EngineRegistrar extends AbstractBehavior<EngineRegistrar.Command> {

  /** What the registrar is told. */
  public sealed interface Command {}

  /** A life of an engine. */
  public record Incarnation(EngineId id, String incarnation) {}

  /**
   * A node says which slot it is and which of its engines run. It says so again until it hears that
   * all is recorded.
   *
   * @param slot the node's slot
   * @param node the node's address
   * @param language the language its engines speak
   * @param engines how many engines it is to hold
   * @param running the engines that take requests
   * @param relay the node's relay, for the registry
   * @param replyTo receives the ids
   */
  public record Register(
      String slot,
      String node,
      String language,
      int engines,
      List<Incarnation> running,
      ActorRef<LinkFrame> relay,
      ActorRef<Assigned> replyTo)
      implements Command, WireMessage {}

  /**
   * The reply to {@link Register}.
   *
   * @param ids the ids of the node's engines
   * @param recorded the incarnations of them that are in the registry
   */
  public record Assigned(List<EngineId> ids, List<String> recorded) implements WireMessage {}

  /** An engine has ended though its process has not. */
  public record Lost(String slot, EngineId id, String how) implements Command, WireMessage {}

  /** An engine was killed: its id may be given again. */
  public record Remove(String slot, EngineId id) implements Command, WireMessage {}

  /**
   * A client wants more engines in this cluster.
   *
   * @param engines how many
   * @param replyTo hears how far they are
   */
  public record Add(int engines, ActorRef<EngineAddition.Message> replyTo)
      implements Command, WireMessage {}

  /** A client wants the whole cluster to end. */
  public record Shutdown() implements Command, WireMessage {}

  /** Asks how many engines a slot is to have. */
  public record Count(String slot, ActorRef<Counted> replyTo) implements Command, WireMessage {}

  /** The answer: engines that are lost count, those that were removed do not. */
  public record Counted(int engines) implements WireMessage {}

  /** A client gives up all engines that are lost: their ids may be given again. */
  public record RemoveLost(ActorRef<RemovedLost> replyTo) implements Command, WireMessage {}

  /** The answer: the ids that were given up. */
  public record RemovedLost(List<EngineId> ids) implements WireMessage {}

  /** The process of a slot has ended, as its host has seen. */
  public record Exited(String slot, String how) implements Command, WireMessage {}

  private record MemberGone(Member member, String how) implements Command {}

  private record Loaded(Replicator.GetResponse<LWWMap<Integer, EngineEntry>> response)
      implements Command {}

  private static final String NO_STARTER =
      "this cluster's host starts no engine processes: its engines run in the JVM of a program,"
          + " as many as it was started with. Engines can be added to a cluster that was started"
          + " by 'multiengine start' or LocalCluster.builder().processes(n)";

  private static final int STASH = 100_000;
  private static final Duration READ_LIMIT = Duration.ofSeconds(3);

  /**
   * Creates the registrar.
   *
   * @param maxEngines the most engines that the cluster may have
   * @param host the host that the registrar runs on
   */
  public static Behavior<Command> create(int maxEngines, HostPort host) {
    return Behaviors.withStash(
        STASH,
        stash ->
            Behaviors.setup(
                context ->
                    DistributedData.withReplicatorMessageAdapter(
                        (ReplicatorMessageAdapter<Command, LWWMap<Integer, EngineEntry>>
                                replicator) ->
                            loading(context, stash, replicator, maxEngines, host))));
  }

  /** Reads the registry before it answers anybody. */
  private static Behavior<Command> loading(
      ActorContext<Command> context,
      StashBuffer<Command> stash,
      ReplicatorMessageAdapter<Command, LWWMap<Integer, EngineEntry>> replicator,
      int maxEngines,
      HostPort host) {
    read(replicator, new Replicator.ReadMajority(READ_LIMIT));
    return Behaviors.receive(Command.class)
        .onMessage(
            Loaded.class,
            loaded -> {
              if (loaded.response() instanceof Replicator.GetFailure) {
                // Nodes that do not use Distributed Data never answer: this node's copy must do.
                read(replicator, Replicator.readLocal());
                return Behaviors.same();
              }
              var registrar =
                  new EngineRegistrar(context, entries(loaded.response()), maxEngines, host);
              return stash.unstashAll(registrar);
            })
        .onAnyMessage(
            message -> {
              stash.stash(message);
              return Behaviors.same();
            })
        .build();
  }

  private static void read(
      ReplicatorMessageAdapter<Command, LWWMap<Integer, EngineEntry>> replicator,
      Replicator.ReadConsistency consistency) {
    replicator.askGet(
        replyTo -> new Replicator.Get<>(EngineRegistry.KEY, consistency, replyTo), Loaded::new);
  }

  private static SortedMap<EngineId, EngineEntry> entries(
      Replicator.GetResponse<LWWMap<Integer, EngineEntry>> response) {
    return response instanceof Replicator.GetSuccess<LWWMap<Integer, EngineEntry>> found
        ? EngineRegistry.entries(found.get(EngineRegistry.KEY))
        : new TreeMap<>();
  }

  private final SelfUniqueAddress self;
  private final Cluster cluster;
  private final SortedMap<EngineId, EngineEntry> entries;
  private final Additions additions = new Additions();
  private final Set<String> tooMany = new HashSet<>();
  private final int maxEngines;
  private final HostPort host;

  private EngineRegistrar(
      ActorContext<Command> context,
      SortedMap<EngineId, EngineEntry> entries,
      int maxEngines,
      HostPort host) {
    super(context);
    this.self = DistributedData.get(context.getSystem()).selfUniqueAddress();
    this.cluster = Cluster.get(context.getSystem());
    this.entries = entries;
    this.maxEngines = maxEngines;
    this.host = host;
    subscribe();
    markOrphansLost();
  }

  /** Nodes may have left while there was no registrar to see it. */
  private void markOrphansLost() {
    Set<String> nodes = new HashSet<>();
    cluster.state().getMembers().forEach(member -> nodes.add(member.address().toString()));
    List<EngineEntry> orphans =
        entries.values().stream().filter(entry -> !nodes.contains(entry.node())).toList();
    markLost(orphans, EngineEntry.NODE_LEFT);
  }

  private void subscribe() {
    ActorRef<ClusterEvent.MemberDowned> downed =
        getContext()
            .messageAdapter(
                ClusterEvent.MemberDowned.class,
                event -> new MemberGone(event.member(), "its node was declared down"));
    ActorRef<ClusterEvent.MemberRemoved> removed =
        getContext()
            .messageAdapter(
                ClusterEvent.MemberRemoved.class,
                event -> new MemberGone(event.member(), EngineEntry.NODE_LEFT));
    cluster.subscriptions().tell(Subscribe.create(downed, ClusterEvent.MemberDowned.class));
    cluster.subscriptions().tell(Subscribe.create(removed, ClusterEvent.MemberRemoved.class));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Register.class, this::onRegister)
        .onMessage(Lost.class, this::onLost)
        .onMessage(Exited.class, this::onExited)
        .onMessage(Count.class, this::onCount)
        .onMessage(Remove.class, this::onRemove)
        .onMessage(RemoveLost.class, this::onRemoveLost)
        .onMessage(Add.class, this::onAdd)
        .onMessage(Shutdown.class, shutdown -> onShutdown())
        .onMessage(MemberGone.class, this::onMemberGone)
        .onMessage(Loaded.class, loaded -> this)
        .build();
  }

  private Behavior<Command> onRegister(Register register) {
    List<EngineId> ids = idsOf(register.slot());
    List<EngineEntry> changed = new ArrayList<>();
    while (ids.size() < register.engines() && hasRoom(register)) {
      EngineId id = lowestFreeId();
      ids.add(id);
      put(changed, entry(register, new Incarnation(id, ""), EngineEntry.State.STARTING, ""));
    }
    for (EngineId id : ids) {
      EngineEntry known = entries.get(id);
      if (known != null && isLostElsewhere(known, register)) {
        put(changed, startingAgain(known, register));
      }
    }
    for (Incarnation running : register.running()) {
      EngineEntry known = entries.get(running.id());
      if (known == null || !known.incarnation().equals(running.incarnation())) {
        put(changed, entry(register, running, EngineEntry.State.READY, earlierEnd(known)));
      }
    }
    write(changed);
    List<String> recorded = register.running().stream().map(Incarnation::incarnation).toList();
    register.replyTo().tell(new Assigned(ids, recorded));
    additions.registered(
        register.slot(), register.running().stream().map(Incarnation::id).toList());
    return this;
  }

  private static boolean isLostElsewhere(EngineEntry known, Register register) {
    return known.state() == EngineEntry.State.LOST && !known.relay().equals(register.relay());
  }

  /** Its earlier life stays known until the next one begins. */
  private static EngineEntry startingAgain(EngineEntry known, Register register) {
    return entry(
        register,
        new Incarnation(known.id(), known.incarnation()),
        EngineEntry.State.STARTING,
        known.detail());
  }

  /** An engine that could not start before has had no life yet that anybody would miss. */
  private static String earlierEnd(@Nullable EngineEntry known) {
    return known == null || known.incarnation().isEmpty() ? "" : known.detail();
  }

  /** A node that comes to a full cluster holds fewer engines than it could; said once. */
  private boolean hasRoom(Register register) {
    boolean room = entries.size() < maxEngines;
    if (!room && tooMany.add(register.slot())) {
      getContext()
          .getLog()
          .warn("slot {} gets fewer engines than it asks for: {}", register.slot(), full());
    }
    return room;
  }

  private String full() {
    return "a cluster has at most "
        + maxEngines
        + " engines; raise multiengine.registry.max-engines, or remove some";
  }

  private List<EngineId> idsOf(String slot) {
    List<EngineId> ids = new ArrayList<>();
    entries.values().stream()
        .filter(entry -> entry.slot().equals(slot))
        .forEach(entry -> ids.add(entry.id()));
    return ids;
  }

  private EngineId lowestFreeId() {
    int id = 0;
    while (entries.containsKey(new EngineId(id))) {
      id++;
    }
    return new EngineId(id);
  }

  private static EngineEntry entry(
      Register register, Incarnation incarnation, EngineEntry.State state, String detail) {
    return new EngineEntry(
        incarnation.id(),
        register.slot(),
        register.node(),
        incarnation.incarnation(),
        register.relay(),
        register.language(),
        state,
        detail);
  }

  private void put(List<EngineEntry> changed, EngineEntry entry) {
    EngineLog.changed(entries.put(entry.id(), entry), entry);
    changed.add(entry);
  }

  private Behavior<Command> onLost(Lost lost) {
    EngineEntry entry = entries.get(lost.id());
    if (entry != null && entry.slot().equals(lost.slot())) {
      markLost(List.of(entry), lost.how());
    }
    additions.failed(lost.slot(), lost.how());
    return this;
  }

  private Behavior<Command> onRemove(Remove remove) {
    EngineEntry entry = entries.get(remove.id());
    if (entry != null && entry.slot().equals(remove.slot())) {
      remove(entry);
    }
    return this;
  }

  private void remove(EngineEntry entry) {
    entries.remove(entry.id());
    EngineLog.removed(entry);
    update(data -> data.remove(self, entry.id().value()));
  }

  private Behavior<Command> onRemoveLost(RemoveLost command) {
    List<EngineEntry> lost =
        entries.values().stream().filter(entry -> entry.state() == EngineEntry.State.LOST).toList();
    lost.forEach(this::remove);
    command.replyTo().tell(new RemovedLost(lost.stream().map(EngineEntry::id).toList()));
    return this;
  }

  private Behavior<Command> onCount(Count count) {
    count.replyTo().tell(new Counted(idsOf(count.slot()).size()));
    return this;
  }

  private Behavior<Command> onAdd(Add add) {
    try {
      if (entries.size() + additions.unregistered() + add.engines() > maxEngines) {
        throw new KernelError(full());
      }
      EngineStarter starter = host.starter().orElseThrow(() -> new KernelError(NO_STARTER));
      Map<String, Integer> slots = starter.plan(add.engines());
      additions.begin(slots, add.replyTo());
      start(starter, slots);
    } catch (KernelError why) {
      add.replyTo().tell(new EngineAddition.Refused(why.errorMessage()));
    }
    return this;
  }

  private void start(EngineStarter starter, Map<String, Integer> slots) {
    ActorRef<Command> self = getContext().getSelf();
    getContext()
        .getSystem()
        .dispatchers()
        .lookup(DispatcherSelector.blocking())
        .execute(() -> slots.forEach((slot, engines) -> start(starter, slot, engines, self)));
  }

  private static void start(
      EngineStarter starter, String slot, int engines, ActorRef<Command> self) {
    try {
      starter.start(slot, engines);
    } catch (KernelError error) {
      self.tell(new Exited(slot, error.errorMessage()));
    }
  }

  private Behavior<Command> onShutdown() {
    getContext().getLog().info("a client ends the cluster");
    host.shutDownHosts();
    return this;
  }

  private Behavior<Command> onExited(Exited exited) {
    List<EngineEntry> ofSlot =
        entries.values().stream().filter(entry -> entry.slot().equals(exited.slot())).toList();
    // A process ends by itself when the last of its engines has been removed.
    Level level = ofSlot.isEmpty() ? Level.INFO : Level.WARN;
    getContext()
        .getLog()
        .atLevel(level)
        .log("the process of slot {} has ended: {}", exited.slot(), exited.how());
    write(lost(ofSlot, exited.how()));
    additions.failed(exited.slot(), exited.how());
    cluster.state().getMembers().forEach(member -> downIfSlot(member, exited.slot()));
    return this;
  }

  private void downIfSlot(Member member, String slot) {
    if (member.hasRole(NodeRoles.slot(slot))) {
      cluster.manager().tell(new Down(member.address()));
    }
  }

  private Behavior<Command> onMemberGone(MemberGone gone) {
    String node = gone.member().address().toString();
    List<EngineEntry> ofNode =
        entries.values().stream().filter(entry -> entry.node().equals(node)).toList();
    markLost(ofNode, gone.how());
    return this;
  }

  private void markLost(List<EngineEntry> lost, String how) {
    write(
        lost(lost.stream().filter(entry -> entry.state() != EngineEntry.State.LOST).toList(), how));
  }

  /** What a host says of an end is more than what is known of an engine that was lost before. */
  private List<EngineEntry> lost(List<EngineEntry> lost, String how) {
    List<EngineEntry> changed = new ArrayList<>();
    lost.forEach(entry -> put(changed, entry.lost(how)));
    return changed;
  }

  private void write(List<EngineEntry> changed) {
    if (!changed.isEmpty()) {
      update(data -> withAll(data, changed));
    }
  }

  private void update(Function<LWWMap<Integer, EngineEntry>, LWWMap<Integer, EngineEntry>> change) {
    // Written here at once; there is no answer to wait for.
    DistributedData.get(getContext().getSystem())
        .replicator()
        .tell(
            new Replicator.Update<>(
                EngineRegistry.KEY,
                LWWMap.empty(),
                Replicator.writeLocal(),
                getContext().getSystem().ignoreRef(),
                change));
  }

  private LWWMap<Integer, EngineEntry> withAll(
      LWWMap<Integer, EngineEntry> data, List<EngineEntry> changed) {
    LWWMap<Integer, EngineEntry> result = data;
    for (EngineEntry entry : changed) {
      result = result.put(self, entry.id().value(), entry);
    }
    return result;
  }
}

package org.multiengine.actors.internal.registry;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Receive;
import akka.cluster.ClusterEvent;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.multiengine.actors.internal.link.LinkFrame;
import org.multiengine.actors.internal.protocol.WireMessage;
import org.multiengine.core.identity.EngineId;

/**
 * Gives engines their ids, the lowest free ones first, and keeps the {@link EngineRegistry} up to
 * date. A cluster singleton on the hosts; a successor continues from the replicated registry.
 */
public final class EngineRegistrar extends AbstractBehavior<EngineRegistrar.Command> {

  /** A message to the registrar. */
  public sealed interface Command
      permits Register, Lost, Remove, MemberGone, ClusterCommands.Command, RegistrarStart.Loaded {}

  /** An incarnation of an engine. */
  public record Incarnation(EngineId id, String incarnation) {}

  /**
   * Registers a node: its slot and its running engines. The node sends this again until all of its
   * engines are recorded.
   *
   * @param slot the node's slot
   * @param node the node's address
   * @param language the language its engines run
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

  /** Reports that an engine has ended although its process has not. */
  public record Lost(String slot, EngineId id, String how) implements Command, WireMessage {}

  /** Reports that an engine was killed, so that its id may be given again. */
  public record Remove(String slot, EngineId id) implements Command, WireMessage {}

  record MemberGone(Member member, String how) implements Command {}

  private final RegistryEntries entries;
  private final RegistryWriter writer;
  private final Additions additions = new Additions();
  private final ClusterCommands commands;
  private final Set<String> warnedSlots = new HashSet<>();

  /**
   * Creates the registrar.
   *
   * @param maxEngines the most engines that the cluster may have
   * @param host the host that the registrar runs on
   */
  public static Behavior<Command> create(int maxEngines, HostPort host) {
    return RegistrarStart.loading(
        (context, entries) -> new EngineRegistrar(context, entries, maxEngines, host));
  }

  private EngineRegistrar(
      ActorContext<Command> context,
      SortedMap<EngineId, EngineEntry> loaded,
      int maxEngines,
      HostPort host) {
    super(context);
    this.entries = new RegistryEntries(loaded, maxEngines);
    this.writer = new RegistryWriter(context.getSystem());
    this.commands = new ClusterCommands(context, entries, writer, additions, host);
    Cluster cluster = Cluster.get(context.getSystem());
    subscribe(cluster);
    markOrphansLost(cluster);
  }

  private void subscribe(Cluster cluster) {
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

  /** Marks the engines lost whose nodes left while there was no registrar. */
  private void markOrphansLost(Cluster cluster) {
    Set<String> nodes = new HashSet<>();
    cluster.state().getMembers().forEach(member -> nodes.add(member.address().toString()));
    writer.put(entries.lostOutside(nodes));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Register.class, this::onRegister)
        .onMessage(Lost.class, this::onLost)
        .onMessage(Remove.class, this::onRemove)
        .onMessage(MemberGone.class, this::onMemberGone)
        .onMessage(ClusterCommands.Add.class, add -> after(() -> commands.add(add)))
        .onMessage(ClusterCommands.Exited.class, exited -> after(() -> commands.exited(exited)))
        .onMessage(ClusterCommands.Count.class, count -> after(() -> commands.count(count)))
        .onMessage(
            ClusterCommands.RemoveLost.class, remove -> after(() -> commands.removeLost(remove)))
        .onMessage(ClusterCommands.Shutdown.class, shutdown -> after(commands::shutDown))
        .onMessage(RegistrarStart.Loaded.class, loaded -> this)
        .build();
  }

  private Behavior<Command> after(Runnable command) {
    command.run();
    return this;
  }

  private Behavior<Command> onRegister(Register register) {
    writer.put(entries.register(register));
    List<EngineId> ids = entries.idsOf(register.slot());
    if (ids.size() < register.engines() && warnedSlots.add(register.slot())) {
      getContext()
          .getLog()
          .warn(
              "slot {} receives fewer engines than it requests: {}",
              register.slot(),
              entries.full());
    }
    List<String> recorded = register.running().stream().map(Incarnation::incarnation).toList();
    register.replyTo().tell(new Assigned(ids, recorded));
    additions.registered(
        register.slot(), register.running().stream().map(Incarnation::id).toList());
    return this;
  }

  private Behavior<Command> onLost(Lost lost) {
    writer.put(entries.engineLost(lost.id(), lost.slot(), lost.how()));
    additions.failed(lost.slot(), lost.how());
    return this;
  }

  private Behavior<Command> onRemove(Remove remove) {
    writer.remove(entries.remove(remove.id(), remove.slot()));
    return this;
  }

  private Behavior<Command> onMemberGone(MemberGone gone) {
    writer.put(entries.nodeLost(gone.member().address().toString(), gone.how()));
    return this;
  }
}

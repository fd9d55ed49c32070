package org.multiengine.actors.internal.registrar;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.ClusterEvent;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import akka.japi.function.Function;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.multiengine.actors.internal.protocol.WireMessage;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.actors.internal.registry.EngineRegistry;
import org.multiengine.actors.internal.settings.MultiengineSettings.RegistrySettings;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;

/**
 * Gives engines their ids, the lowest free ones first, and keeps the {@link EngineRegistry} up to
 * date. A cluster singleton on the hosts. Its state is soft: it begins with the replicated registry
 * and is corrected by the reports of the nodes, which go on for as long as the nodes run. No
 * message ends it; if it fails nevertheless, it is started again.
 */
public final class EngineRegistrar extends AbstractBehavior<EngineRegistrar.Command> {

  /** A message to the registrar. */
  public sealed interface Command
      permits NodeReport,
          MemberGone,
          Tick,
          ClusterCommands.Command,
          ClusterCommands.StartFailed,
          RegistrarStart.Loaded,
          RegistrarStart.Seen {}

  /**
   * The reply to a {@link NodeReport}.
   *
   * @param lives the engines of the node's slot, each with the incarnation that the registry has;
   *     it is empty if the engine has never run
   * @param number the number of the report
   * @param epoch the registrar's number, greater than those of all registrars before it
   */
  public record Assigned(List<EngineLife> lives, long number, long epoch) implements WireMessage {}

  record MemberGone(Member member, String how) implements Command {}

  /** It is time to look for engines whose nodes have gone. */
  enum Tick implements Command {
    /** The only value. */
    INSTANCE
  }

  private static final String NO_ORDERS = ", which is neither a host nor a client";

  /** How random the waits before restarts are. */
  private static final double RESTART_JITTER = 0.2;

  private final RegistrySettings settings;
  private final RegistryEntries entries;
  private final RegistryWriter writer;
  private final SlotAuthority authority;
  private final Reporters reporters = new Reporters();
  private final Refusals refusals = new Refusals("the registrar");
  private final RegistryComparison comparison = new RegistryComparison();
  private final Additions additions = new Additions();
  private final ClusterCommands commands;
  private final Rebuilding rebuilding;
  private final Set<String> warnedSlots = new HashSet<>();
  private long epoch = System.currentTimeMillis();

  /**
   * Creates the registrar.
   *
   * @param settings its settings
   * @param host the host that the registrar runs on
   */
  public static Behavior<Command> create(RegistrySettings settings, HostPort host) {
    return Behaviors.supervise(
            RegistrarStart.loading(
                (context, entries) ->
                    Behaviors.withTimers(
                        timers -> new EngineRegistrar(context, timers, entries, settings, host))))
        .onFailure(
            Throwable.class,
            SupervisorStrategy.restartWithBackoff(
                settings.restart().minWait(), settings.restart().maxWait(), RESTART_JITTER));
  }

  private EngineRegistrar(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      SortedMap<EngineId, EngineEntry> loaded,
      RegistrySettings settings,
      HostPort host) {
    super(context);
    Cluster cluster = Cluster.get(context.getSystem());
    this.settings = settings;
    this.entries = new RegistryEntries(loaded, settings.maxEngines());
    this.writer = new RegistryWriter(context.getSystem());
    this.authority = SlotAuthority.of(cluster);
    this.rebuilding = new Rebuilding(authority.engineNodes().toList());
    this.commands =
        new ClusterCommands(context, entries, new Senders(authority, reporters), additions, host);
    subscribe(cluster);
    timers.startTimerWithFixedDelay(Tick.INSTANCE, settings.reportInterval());
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

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(NodeReport.class, run(this::report))
        .onMessage(MemberGone.class, run(this::memberGone))
        .onMessage(Tick.class, run(tick -> tick()))
        .onMessage(RegistrarStart.Seen.class, run(seen -> saw(seen.entries())))
        .onMessage(ClusterCommands.Order.class, run(this::order))
        .onMessage(ClusterCommands.StartFailed.class, run(commands::startFailed))
        .onMessage(ClusterCommands.Exited.class, run(this::exited))
        .onMessage(ClusterCommands.Stuck.class, run(this::stuck))
        .onMessage(RegistrarStart.Loaded.class, loaded -> this)
        .build();
  }

  /**
   * Returns a message handler that keeps the behaviour, writes the changes of the entries, and
   * refuses a message that cannot be handled.
   */
  private <T> Function<T, Behavior<Command>> run(Consumer<T> handler) {
    return message -> {
      try {
        handler.accept(message);
        rebuilding.runWaiting();
      } catch (RuntimeException cause) {
        refusals.refused(message.getClass().getSimpleName() + " cannot be handled", cause);
      }
      writer.write(entries.takeChanges());
      return this;
    };
  }

  private void report(NodeReport report) {
    String problem = report.problem();
    if (problem != null) {
      refusals.refused("the report of a node is not complete: " + problem, null);
      return;
    }
    String node = authority.nodeOf(report.relay());
    List<String> holders = entries.of(report.slot()).stream().map(EngineEntry::node).toList();
    if (!authority.mayReport(node, report.slot(), holders)) {
      refusals.refused(
          "a report on slot " + report.slot() + " from " + node + ", which does not have it", null);
      return;
    }
    if (reporters.isNews(report)) {
      epoch = report.epoch() > epoch ? report.epoch() + 1 : epoch;
      rebuilding.reported(node);
      accept(report, node);
    }
  }

  private void accept(NodeReport report, String node) {
    SortedSet<EngineId> ready =
        new NodeReportRules(entries, report, node, authority.holders()).apply(rebuilding.isDone());
    List<EngineLife> lives = entries.livesOf(report.slot());
    if (rebuilding.isDone() && lives.size() < report.engines()) {
      warnOfRoom(report.slot());
    }
    report.replyTo().tell(new Assigned(lives, report.number(), epoch));
    additions.registered(report.slot(), List.copyOf(ready));
    report.ended().forEach(end -> additions.failed(report.slot(), end.how()));
  }

  private void warnOfRoom(String slot) {
    if (warnedSlots.add(slot)) {
      getContext()
          .getLog()
          .warn("slot {} receives fewer engines than it requests: {}", slot, entries.full());
    }
  }

  private void order(ClusterCommands.Order order) {
    String node = authority.nodeOf(order.sender());
    if (!authority.mayOrder(node)) {
      refusals.refused(
          "the order " + order.getClass().getSimpleName() + " from " + node + NO_ORDERS, null);
      order.refuse("the cluster takes no orders from " + node + NO_ORDERS);
    } else if (order instanceof ClusterCommands.Add add) {
      commands.add(add);
    } else if (order instanceof ClusterCommands.RemoveLost removal) {
      commands.removeLost(removal);
    } else if (order instanceof ClusterCommands.Shutdown shutdown) {
      commands.shutDown(shutdown);
    } else if (order instanceof ClusterCommands.Count count) {
      rebuilding.whenDone(() -> commands.count(count));
    }
  }

  private void exited(ClusterCommands.Exited exited) {
    if (!commands.exited(exited)) {
      refuse("the end", exited.slot(), exited.replyTo());
    }
  }

  private void stuck(ClusterCommands.Stuck stuck) {
    commands.stuck(stuck).forEach(slot -> refuse("the progress", slot, stuck.replyTo()));
  }

  private void refuse(String what, String slot, ActorRef<?> sender) {
    String node = authority.nodeOf(sender);
    refusals.refused(
        "a report of " + what + " of slot " + slot + " from " + node + ", which is not its host",
        null);
  }

  private void memberGone(MemberGone gone) {
    String node = gone.member().address().toString();
    rebuilding.reported(node); // it no longer can
    if (!authority.isReplaced(gone.member())) {
      entries.nodeLost(node, gone.how());
    }
  }

  private void saw(SortedMap<EngineId, EngineEntry> registry) {
    comparison.saw(registry);
    entries.adopt(registry.values());
  }

  private void tick() {
    rebuilding.intervalPassed();
    entries.intervalPassed(authority.holders(), settings.lostAfterIntervals());
    entries.writeAgain(comparison.lasting(entries.all()));
    Set<String> nodes = Set.copyOf(authority.engineNodes().toList());
    reporters.retain(relay -> nodes.contains(authority.nodeOf(relay)));
    warnedSlots.removeIf(slot -> !entries.has(slot));
  }
}

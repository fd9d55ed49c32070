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
import java.util.List;
import java.util.SortedMap;
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

  /** How random the waits before restarts are. */
  private static final double RESTART_JITTER = 0.2;

  private final RegistryEntries entries;
  private final RegistryWriter writer;
  private final Refusals refusals = new Refusals("the registrar");
  private final Rebuilding rebuilding;
  private final NodeReports reports;
  private final AcceptedCommands commands;
  private final RegistryUpkeep upkeep;

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
    var authority = SlotAuthority.of(cluster);
    var senders = new Senders(authority, new Reporters());
    var additions = new Additions();
    this.entries = new RegistryEntries(loaded, settings.maxEngines());
    this.writer = new RegistryWriter(context.getSystem());
    this.rebuilding = new Rebuilding(authority.engineNodes().toList());
    this.reports = new NodeReports(context, entries, senders, rebuilding, additions, refusals);
    this.commands =
        new AcceptedCommands(
            new CommandExecution(context, entries, senders, additions, host),
            authority,
            rebuilding,
            refusals);
    this.upkeep = new RegistryUpkeep(entries, authority, rebuilding, settings.lostAfterIntervals());
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
        .onMessage(NodeReport.class, run(reports::report))
        .onMessage(MemberGone.class, run(gone -> upkeep.memberGone(gone.member(), gone.how())))
        .onMessage(Tick.class, run(tick -> tick()))
        .onMessage(RegistrarStart.Seen.class, run(seen -> upkeep.saw(seen.entries())))
        .onMessage(ClusterCommands.Order.class, run(commands::order))
        .onMessage(ClusterCommands.StartFailed.class, run(commands::startFailed))
        .onMessage(ClusterCommands.Exited.class, run(commands::exited))
        .onMessage(ClusterCommands.Stuck.class, run(commands::stuck))
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

  private void tick() {
    upkeep.intervalPassed();
    reports.forgetGone();
  }
}

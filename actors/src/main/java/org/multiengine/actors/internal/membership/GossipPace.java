package org.multiengine.actors.internal.membership;

import akka.actor.ActorSelection;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.ClusterEvent;
import akka.cluster.InternalClusterAction;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The pace of a node's gossip. Akka's intervals are fixed: short ones cost processor time for as
 * long as the cluster runs, long ones delay joins and losses. This actor has Akka's cluster daemon
 * take its periodic steps more often while nodes come, go or are unreachable, and for a while after
 * each such event.
 *
 * <p>The messages to the daemon are internal to Akka. They exist in the one version that this
 * module is built for, which is checked when nodes join.
 */
final class GossipPace extends AbstractBehavior<Object> {

  /** The settings of the pace. */
  record Settings(Duration interval, Duration afterChange) {

    static Settings of(Config config) {
      Config ours = config.getConfig("multiengine.gossip");
      return new Settings(ours.getDuration("interval"), ours.getDuration("after-change"));
    }
  }

  private enum Tick {
    INSTANCE
  }

  private enum Settled {
    INSTANCE
  }

  private final TimerScheduler<Object> timers;
  private final Settings settings;
  private final Runnable steps;
  private final BooleanSupplier isQuiet;
  private boolean isConverged;

  private GossipPace(
      ActorContext<Object> context,
      TimerScheduler<Object> timers,
      Settings settings,
      Runnable steps,
      BooleanSupplier isQuiet) {
    super(context);
    this.timers = timers;
    this.settings = settings;
    this.steps = steps;
    this.isQuiet = isQuiet;
    changed();
  }

  /** Starts the actor of a node. */
  static void start(ActorSystem<?> system) {
    Cluster cluster = Cluster.get(system);
    ActorSelection daemon = Adapter.toClassic(system).actorSelection("/system/cluster/core/daemon");
    Behavior<Object> behavior =
        create(
            Settings.of(system.settings().config()),
            () -> takeSteps(daemon),
            () -> hasOnlyPresentMembers(cluster.state()));
    ActorRef<Object> pace =
        system.systemActorOf(behavior, "multiengine-gossip-pace", Props.empty());
    cluster
        .subscriptions()
        .tell(Subscribe.create(pace.narrow(), ClusterEvent.ClusterDomainEvent.class));
  }

  private static void takeSteps(ActorSelection daemon) {
    daemon.tell(InternalClusterAction.GossipTick$.MODULE$, akka.actor.ActorRef.noSender());
    daemon.tell(InternalClusterAction.LeaderActionsTick$.MODULE$, akka.actor.ActorRef.noSender());
  }

  private static boolean hasOnlyPresentMembers(ClusterEvent.CurrentClusterState state) {
    for (Member member : state.getMembers()) {
      if (!member.status().equals(MemberStatus.up())) {
        return false;
      }
    }
    return state.getUnreachable().isEmpty();
  }

  /**
   * Creates the behavior, which takes cluster events.
   *
   * @param steps makes the node gossip once, and take the leader's actions if it is the leader
   * @param isQuiet returns whether all members of the cluster are up and reachable
   */
  static Behavior<Object> create(Settings settings, Runnable steps, BooleanSupplier isQuiet) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new GossipPace(context, timers, settings, steps, isQuiet)));
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(Tick.class, tick -> step())
        .onMessage(Settled.class, settled -> rest())
        .onMessage(ClusterEvent.SeenChanged.class, this::onSeen)
        .onMessage(ClusterEvent.MemberEvent.class, event -> changed())
        .onMessage(ClusterEvent.ReachabilityEvent.class, event -> changed())
        .build();
  }

  private Behavior<Object> step() {
    steps.run();
    return this;
  }

  private Behavior<Object> onSeen(ClusterEvent.SeenChanged event) {
    boolean was = isConverged;
    isConverged = event.convergence();
    return was && isConverged ? this : changed();
  }

  /** Takes steps from now on, until nothing has changed for a while. */
  private Behavior<Object> changed() {
    if (!timers.isTimerActive(Tick.INSTANCE)) {
      timers.startTimerWithFixedDelay(Tick.INSTANCE, Tick.INSTANCE, settings.interval());
    }
    timers.startSingleTimer(Settled.INSTANCE, Settled.INSTANCE, settings.afterChange());
    return this;
  }

  /** Leaves the pace to Akka if the cluster has settled. */
  private Behavior<Object> rest() {
    if (isConverged && isQuiet.getAsBoolean()) {
      timers.cancel(Tick.INSTANCE);
      return this;
    }
    return changed();
  }
}

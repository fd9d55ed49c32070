package org.multiengine.actors.internal.node;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.node.task.EngineLoad;
import org.multiengine.actors.internal.node.task.TaskEngine;
import org.multiengine.actors.internal.registrar.EngineRegistrar;
import org.multiengine.actors.internal.registrar.NodeReport;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;

/**
 * The engines of a node: has them started, reports them to the registrar for as long as the node
 * runs, and notices their end. Used by the node's relay alone.
 */
final class NodeEngines {

  /** The time in which changes are collected for one report. */
  private static final Duration CHANGE_DELAY = Duration.ofMillis(5);

  /** A message to the relay: it is time to report the engines. */
  enum Announce {
    /** The only value. */
    INSTANCE
  }

  /** A message to the relay: the actor of an engine has ended. */
  record EngineEnded(EngineLife life) {}

  /**
   * The end of an engine.
   *
   * @param life the life that has ended, under the id that the engine had last
   * @param how how it has ended
   */
  record Ending(EngineLife life, String how) {}

  private record Running(EngineLife life, ActorRef<Engine.Command> engine, EngineLoad load) {
    Running renumbered(EngineLife assigned) {
      return new Running(assigned, engine, load);
    }

    TaskEngine forTasks() {
      return new TaskEngine(
          life,
          load,
          run -> engine.tell(new Engine.RunTask(run)),
          run -> engine.tell(new Engine.StopTask(run)));
    }
  }

  private final ActorContext<Object> context;
  private final TimerScheduler<Object> timers;
  private final RelayNode node;
  private final MultiengineSettings settings;
  private final String host;

  /**
   * The engines by their incarnations, which stay when the registrar gives an engine another id.
   */
  private final Map<String, Running> engines = new HashMap<>();

  private final Map<EngineId, String> ended = new HashMap<>();
  private final Set<String> killed = new HashSet<>();

  /** The ways in which lives of engines end, by their incarnations. */
  private final Map<String, String> losses = new HashMap<>();

  /** How many live engines were started under an id that they no longer have. */
  private final Map<EngineId, Integer> renumbered = new HashMap<>();

  private final RestartBackoff backoff;
  private long number;
  private long epoch;

  /** Whether something has changed since the last report. */
  private boolean changed = true;

  /** The number of the first report with the latest change. */
  private long firstWithChange;

  private boolean confirmed;

  NodeEngines(
      ActorContext<Object> context,
      TimerScheduler<Object> timers,
      RelayNode node,
      MultiengineSettings settings) {
    this.context = context;
    this.timers = timers;
    this.node = node;
    this.settings = settings;
    this.host = host();
    this.backoff = new RestartBackoff(settings.restart());
  }

  /** Returns the address of the host that started this process; empty if no host did. */
  private String host() {
    ActorSystem<Void> system = context.getSystem();
    Member self = Cluster.get(system).selfMember();
    List<String> seeds = system.settings().config().getStringList("akka.cluster.seed-nodes");
    return self.hasRole(NodeRoles.slot(node.slot())) && !seeds.isEmpty() ? seeds.get(0) : "";
  }

  /** Returns an engine in one of its lives; null if that life is not on this node. */
  @Nullable ActorRef<Engine.Command> find(EngineLife life) {
    Running running = engines.get(life.incarnation());
    return running == null ? null : running.engine();
  }

  /** Returns the engines as tasks need them. */
  List<TaskEngine> forTasks() {
    return engines.values().stream().map(Running::forTasks).toList();
  }

  /** Sends a message to all engines. */
  void tellAll(Engine.Command message) {
    engines.values().forEach(running -> running.engine().tell(message));
  }

  /** Reports all engines to the registrar, and does so again after an interval. */
  void announce() {
    number = Math.max(number + 1, System.nanoTime());
    if (changed) {
      firstWithChange = number;
      changed = false;
    }
    node.registrar()
        .tell(
            new NodeReport(
                node.slot(),
                settings.engine().language(),
                wanted(),
                engines.values().stream().map(Running::life).toList(),
                ended.entrySet().stream()
                    .map(end -> new NodeReport.Ended(end.getKey(), end.getValue()))
                    .toList(),
                List.copyOf(killed),
                host,
                number,
                epoch,
                context.getSelf().narrow(),
                context.getSelf().narrow(),
                settings.tasks().traits()));
    announceLater();
  }

  private void announceLater() {
    MultiengineSettings.RegistrySettings registry = settings.registry();
    timers.startSingleTimer(
        Announce.INSTANCE, confirmed ? registry.reportInterval() : registry.announceInterval());
  }

  /** Returns how many engines the node is to hold. */
  private int wanted() {
    return node.engines() - killed.size();
  }

  private void changed() {
    changed = true;
    confirmed = false;
    timers.startSingleTimer(Announce.INSTANCE, CHANGE_DELAY);
  }

  /**
   * Handles the registrar's reply: takes over other ids of engines, and starts the engines that are
   * missing. The reply of a registrar that has a successor is ignored.
   */
  void assigned(EngineRegistrar.Assigned assigned) {
    if (assigned.epoch() < epoch) {
      return;
    }
    epoch = assigned.epoch();
    assigned.lives().forEach(this::renumber);
    Set<EngineId> ids =
        assigned.lives().stream().map(EngineLife::engine).collect(Collectors.toSet());
    backoff.retain(ids);
    ended.keySet().retainAll(ids);
    Set<EngineId> held =
        engines.values().stream()
            .map(running -> running.life().engine())
            .collect(Collectors.toSet());
    List<EngineId> missing =
        assigned.lives().stream()
            .filter(life -> !held.contains(life.engine()))
            .filter(life -> !killed.contains(life.incarnation()))
            .map(EngineLife::engine)
            .toList();
    if (!isEnding()) {
      missing.stream().filter(backoff::mayStart).forEach(this::start);
    }
    boolean before = confirmed;
    confirmed =
        !changed
            && assigned.number() >= firstWithChange
            && missing.isEmpty()
            && isKnown(assigned.lives());
    if (confirmed != before) {
      announceLater();
    }
  }

  /** Returns whether a reply names all engines of this node and none that was killed. */
  private boolean isKnown(List<EngineLife> lives) {
    Set<String> known = lives.stream().map(EngineLife::incarnation).collect(Collectors.toSet());
    return known.containsAll(engines.keySet()) && killed.stream().noneMatch(known::contains);
  }

  /** Gives an engine the id that the registrar has given it, because another slot has its own. */
  private void renumber(EngineLife assigned) {
    Running running = engines.get(assigned.incarnation());
    if (running != null && !running.life().equals(assigned)) {
      context
          .getLog()
          .warn("engine {} is engine {} from now on", running.life().engine(), assigned.engine());
      renumbered.merge(running.life().engine(), 1, Integer::sum);
      engines.put(assigned.incarnation(), running.renumbered(assigned));
      running.engine().tell(new Engine.Renumber(assigned.engine()));
    }
  }

  private void start(EngineId id) {
    node.startEngine().start(id, renumbered.getOrDefault(id, 0));
  }

  /**
   * Handles that an engine takes requests. An engine that is too many, because the registrar has
   * given its id to another, is stopped.
   *
   * @return the earlier life of the engine if it was still listed as running; otherwise null
   */
  @Nullable EngineLife started(NodeRelay.EngineStarted started) {
    var life = new EngineLife(started.id(), started.incarnation());
    EngineLife before = lifeOf(started.id());
    if (before == null && engines.size() >= wanted()) {
      started.engine().tell(new Engine.Stop());
      return null;
    }
    if (before != null) {
      engines.remove(before.incarnation());
    }
    backoff.started(started.id());
    ended.remove(started.id());
    engines.put(life.incarnation(), new Running(life, started.engine(), started.load()));
    context.watchWith(started.engine(), new EngineEnded(life));
    changed();
    return before;
  }

  private @Nullable EngineLife lifeOf(EngineId id) {
    return engines.values().stream()
        .map(Running::life)
        .filter(life -> life.engine().equals(id))
        .findFirst()
        .orElse(null);
  }

  /** Handles that an engine could not start. */
  void failed(NodeRelay.EngineFailed failed) {
    backoff.failed(failed.id());
    ended.put(failed.id(), failed.why());
    changed();
  }

  /** Notes how a life of an engine ends. */
  void gone(NodeRelay.EngineGone gone) {
    if (engines.containsKey(gone.life().incarnation())) {
      losses.put(gone.life().incarnation(), gone.how());
    }
  }

  /**
   * Handles that the actor of an engine has ended by itself; returns how, null if the engine has a
   * later life or was killed.
   */
  @Nullable Ending ended(EngineLife life) {
    String loss = losses.remove(life.incarnation());
    Running running = engines.remove(life.incarnation());
    if (running == null) {
      return null;
    }
    EngineId id = running.life().engine();
    boolean leaving = isLeaving();
    String why = leaving ? EngineEntry.NODE_LEFT : loss;
    String how =
        "engine " + id + " has ended" + (why == null ? " on its node" : ", because " + why);
    ended.put(id, how);
    if (!leaving) {
      backoff.failed(id); // it is started again when the registrar replies
    }
    changed();
    return new Ending(running.life(), how);
  }

  private boolean isLeaving() {
    MemberStatus status = status();
    return (status != MemberStatus.up() && status != MemberStatus.weaklyUp()) || isEnding();
  }

  /** Returns whether this node starts no more engines. It may start some before it has joined. */
  private boolean isEnding() {
    MemberStatus status = status();
    return status == MemberStatus.leaving()
        || status == MemberStatus.exiting()
        || status == MemberStatus.down()
        || CoordinatedShutdown.get(context.getSystem()).getShutdownReason().isPresent();
  }

  private MemberStatus status() {
    return Cluster.get(context.getSystem()).selfMember().status();
  }

  /** Removes an engine for good; returns its life under the id that it had last. */
  EngineLife kill(EngineLife life) {
    Running running = engines.remove(life.incarnation());
    if (running == null) {
      return life;
    }
    killed.add(life.incarnation());
    running.engine().tell(new Engine.Stop());
    changed();
    return running.life();
  }

  /**
   * Returns whether all engines of the node were killed, none will be started, and the registrar
   * has confirmed their removal: without that, the host would start the process again.
   */
  boolean isEmptied() {
    return !killed.isEmpty() && engines.isEmpty() && !backoff.isAnyPaused() && confirmed;
  }
}

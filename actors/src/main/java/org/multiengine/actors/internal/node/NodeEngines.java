package org.multiengine.actors.internal.node;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.membership.Addresses;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.actors.internal.registry.EngineRegistrar;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;

/**
 * The engines of a node: has them started, announces them to the registrar, and notices their end.
 * Used by the node's relay alone.
 */
final class NodeEngines {

  /** The time in which engines that start together are announced together. */
  private static final Duration ANNOUNCE_DELAY = Duration.ofMillis(5);

  /** A message to the relay: it is time to announce the engines. */
  enum Announce {
    /** The only value. */
    INSTANCE
  }

  /** A message to the relay: the actor of an engine has ended. */
  record EngineEnded(EngineLife life) {}

  private record Running(EngineLife life, ActorRef<Engine.Command> engine) {}

  private final ActorContext<Object> context;
  private final TimerScheduler<Object> timers;
  private final NodeRelay.Node node;
  private final MultiengineSettings settings;
  private final Map<EngineId, Running> engines = new HashMap<>();
  private final Set<EngineId> killed = new HashSet<>();
  private final RestartBackoff backoff;

  NodeEngines(
      ActorContext<Object> context,
      TimerScheduler<Object> timers,
      NodeRelay.Node node,
      MultiengineSettings settings) {
    this.context = context;
    this.timers = timers;
    this.node = node;
    this.settings = settings;
    this.backoff = new RestartBackoff(settings.restart());
  }

  /** Returns an engine in one of its lives; null if that life is not on this node. */
  @Nullable ActorRef<Engine.Command> find(EngineLife life) {
    Running running = engines.get(life.engine());
    return running != null && running.life().equals(life) ? running.engine() : null;
  }

  /** Sends a message to all engines. */
  void tellAll(Engine.Command message) {
    engines.values().forEach(running -> running.engine().tell(message));
  }

  /** Announces the node and its engines to the registrar, again and again until it confirms. */
  void announce() {
    List<EngineRegistrar.Incarnation> running =
        engines.values().stream()
            .map(Running::life)
            .map(life -> new EngineRegistrar.Incarnation(life.engine(), life.incarnation()))
            .toList();
    node.registrar()
        .tell(
            new EngineRegistrar.Register(
                node.slot(),
                Addresses.of(context.getSystem()),
                settings.engine().language(),
                node.engines() - killed.size(),
                running,
                context.getSelf().narrow(),
                context.getSelf().narrow()));
    timers.startSingleTimer(Announce.INSTANCE, settings.registry().announceInterval());
  }

  /** Handles what the registrar confirms: starts the engines that are missing. */
  void assigned(EngineRegistrar.Assigned assigned) {
    List<EngineId> missing =
        assigned.ids().stream()
            .filter(id -> !engines.containsKey(id) && !killed.contains(id))
            .toList();
    missing.stream().filter(backoff::mayStart).forEach(node.startEngine());
    Set<String> recorded = Set.copyOf(assigned.recorded());
    boolean allRecorded =
        engines.values().stream()
            .allMatch(running -> recorded.contains(running.life().incarnation()));
    if (missing.isEmpty() && allRecorded) {
      timers.cancel(Announce.INSTANCE);
    }
  }

  /** Handles that an engine takes requests. */
  void started(NodeRelay.EngineStarted started) {
    backoff.started(started.id());
    var life = new EngineLife(started.id(), started.incarnation());
    engines.put(started.id(), new Running(life, started.engine()));
    context.watchWith(started.engine(), new EngineEnded(life));
    timers.startSingleTimer(Announce.INSTANCE, ANNOUNCE_DELAY);
  }

  /** Handles that an engine could not start. */
  void failed(NodeRelay.EngineFailed failed) {
    backoff.failed(failed.id());
    node.registrar().tell(new EngineRegistrar.Lost(node.slot(), failed.id(), failed.why()));
  }

  /**
   * Handles that the actor of an engine has ended by itself; returns how, null if the engine has a
   * later life or was killed.
   */
  @Nullable String ended(EngineLife life) {
    if (find(life) == null) {
      return null;
    }
    EngineId id = life.engine();
    engines.remove(id);
    boolean leaving = isLeaving();
    String how =
        "engine "
            + id
            + (leaving ? " has ended, because " + EngineEntry.NODE_LEFT : " has ended on its node");
    node.registrar().tell(new EngineRegistrar.Lost(node.slot(), id, how));
    if (!leaving) {
      backoff.failed(id);
      // The registrar then assigns the engine again, and it is started.
      timers.startSingleTimer(Announce.INSTANCE, ANNOUNCE_DELAY);
    }
    return how;
  }

  private boolean isLeaving() {
    ActorSystem<Void> system = context.getSystem();
    MemberStatus status = Cluster.get(system).selfMember().status();
    return (status != MemberStatus.up() && status != MemberStatus.weaklyUp())
        || CoordinatedShutdown.get(system).getShutdownReason().isPresent();
  }

  /** Removes an engine for good. */
  void kill(EngineId id) {
    Running running = engines.remove(id);
    if (running != null) {
      killed.add(id);
      running.engine().tell(new Engine.Stop());
      node.registrar().tell(new EngineRegistrar.Remove(node.slot(), id));
    }
  }

  /** Returns whether the node has no engine and will have none. */
  boolean isEmpty() {
    return engines.isEmpty() && !backoff.isAnyLeftAlone();
  }
}

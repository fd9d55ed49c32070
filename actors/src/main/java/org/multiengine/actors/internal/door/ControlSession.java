package org.multiengine.actors.internal.door;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.ClusterEvent;
import akka.cluster.ddata.LWWMap;
import akka.cluster.ddata.typed.javadsl.DistributedData;
import akka.cluster.ddata.typed.javadsl.Replicator;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.actors.internal.registry.EngineRegistry;
import org.multiengine.actors.internal.registry.RegistrySource;
import org.multiengine.actors.internal.registry.RegistryState;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.net.Connection;

/**
 * Serves one client: sends it the registry and each change, and has its orders carried out. While
 * the client does not read, changes are held together.
 */
final class ControlSession extends AbstractBehavior<Object> {

  /** An event of the connection. */
  enum Event {
    /** The client has read everything. */
    DRAINED,
    /** The connection has ended. */
    CLOSED
  }

  /** How long other nodes may take to answer. */
  private static final Duration READ_LIMIT = Duration.ofSeconds(3);

  private static final Duration MEMBERS_DELAY = Duration.ofSeconds(1);

  private final TimerScheduler<Object> timers;
  private final Connection connection;
  private final Orders orders;
  private final RegistryRows rows;
  private boolean isKnown;
  private SortedMap<EngineId, EngineEntry> entries = Collections.emptySortedMap();

  static Behavior<Object> create(
      Connection connection, RegistrySource registry, Processes processes, Orders orders) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new ControlSession(context, timers, connection, registry, processes, orders)));
  }

  private ControlSession(
      ActorContext<Object> context,
      TimerScheduler<Object> timers,
      Connection connection,
      RegistrySource registry,
      Processes processes,
      Orders orders) {
    super(context);
    this.timers = timers;
    this.connection = connection;
    this.orders = orders;
    this.rows = new RegistryRows(processes);
    registry.subscribe(context.getSystem(), context.getSelf().narrow());
    readRegistry();
    ActorRef<ClusterEvent.MemberEvent> members = context.getSelf().narrow();
    Cluster.get(context.getSystem())
        .subscriptions()
        .tell(Subscribe.create(members, ClusterEvent.MemberEvent.class));
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(RegistryState.class, this::onRegistry)
        .onMessage(ClusterEvent.MemberEvent.class, event -> onMember())
        .onMessage(Replicator.NotFound.class, empty -> onEmpty())
        .onMessage(Replicator.GetFailure.class, later -> onUnanswered())
        .onMessage(Replicator.GetResponse.class, found -> this)
        .onMessage(ControlMessage.Order.class, this::onOrder)
        .onMessage(Event.class, this::onEvent)
        .onSignal(PostStop.class, signal -> onPostStop())
        .build();
  }

  /**
   * Asks the other nodes for the registry, because this one may not have received it yet. Without
   * an answer the first report is sent when the registry arrives.
   */
  private void readRegistry() {
    ActorRef<Replicator.GetResponse<LWWMap<Integer, EngineEntry>>> replies =
        getContext().getSelf().narrow();
    DistributedData.get(getContext().getSystem())
        .replicator()
        .tell(
            new Replicator.Get<>(
                EngineRegistry.KEY, new Replicator.ReadMajority(READ_LIMIT), replies));
  }

  /** Sends the first report, because the cluster has never had an engine. */
  private Behavior<Object> onEmpty() {
    isKnown = true;
    return report();
  }

  private Behavior<Object> onUnanswered() {
    if (!isKnown) {
      readRegistry();
    }
    return this;
  }

  private Behavior<Object> onEvent(Event event) {
    if (event == Event.CLOSED) {
      return Behaviors.stopped();
    }
    return isKnown ? report() : this;
  }

  /** Closes the connection, so that a client whose session has failed connects again. */
  private Behavior<Object> onPostStop() {
    connection.close();
    return this;
  }

  /** Reports now and once more, because the members' state may be updated after the event. */
  private Behavior<Object> onMember() {
    timers.startSingleTimer(Event.DRAINED, MEMBERS_DELAY);
    return isKnown ? report() : this;
  }

  private Behavior<Object> onRegistry(RegistryState state) {
    entries = state.entries();
    isKnown = true;
    return report();
  }

  private Behavior<Object> report() {
    if (connection.backlogBytes() == 0) {
      ControlMessage.Registry report = rows.report(entries);
      if (report != null) {
        connection.send(DoorFormat.write(report));
      }
    }
    return this;
  }

  private Behavior<Object> onOrder(ControlMessage.Order order) {
    orders.perform(order, connection.peer(), reply -> connection.send(DoorFormat.write(reply)));
    return this;
  }
}

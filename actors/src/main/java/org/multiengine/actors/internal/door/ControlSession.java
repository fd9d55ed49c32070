package org.multiengine.actors.internal.door;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.cluster.ClusterEvent;
import akka.cluster.ddata.LWWMap;
import akka.cluster.ddata.typed.javadsl.DistributedData;
import akka.cluster.ddata.typed.javadsl.Replicator;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
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

  private final Connection connection;
  private final Orders orders;
  private final RegistryRows rows;
  private boolean isKnown;
  private SortedMap<EngineId, EngineEntry> entries = Collections.emptySortedMap();

  static Behavior<Object> create(
      Connection connection, RegistrySource registry, Processes processes, Orders orders) {
    return Behaviors.setup(
        context -> new ControlSession(context, connection, registry, processes, orders));
  }

  private ControlSession(
      ActorContext<Object> context,
      Connection connection,
      RegistrySource registry,
      Processes processes,
      Orders orders) {
    super(context);
    this.connection = connection;
    this.orders = orders;
    this.rows = new RegistryRows(processes);
    registry.subscribe(context.getSystem(), context.getSelf().narrow());
    reportEmptyRegistry();
    ActorRef<ClusterEvent.MemberEvent> members = context.getSelf().narrow();
    Cluster.get(context.getSystem())
        .subscriptions()
        .tell(Subscribe.create(members, ClusterEvent.MemberEvent.class));
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(RegistryState.class, this::onRegistry)
        .onMessage(ClusterEvent.MemberEvent.class, event -> isKnown ? report() : this)
        .onMessage(Replicator.NotFound.class, empty -> report())
        .onMessage(Replicator.GetResponse.class, found -> this)
        .onMessage(ControlMessage.Order.class, this::onOrder)
        .onMessage(Event.class, event -> event == Event.CLOSED ? Behaviors.stopped() : report())
        .build();
  }

  /** Has the first report sent if the cluster has never had an engine. */
  private void reportEmptyRegistry() {
    ActorRef<Replicator.GetResponse<LWWMap<Integer, EngineEntry>>> replies =
        getContext().getSelf().narrow();
    DistributedData.get(getContext().getSystem())
        .replicator()
        .tell(new Replicator.Get<>(EngineRegistry.KEY, Replicator.readLocal(), replies));
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

package org.multiengine.samples.shop;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;

/** An order of the shop: a sharded entity. It keeps its state in memory, as this is a sample. */
final class Order extends AbstractBehavior<Order.Command> {

  static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "Order");

  /** How far an order is. */
  enum Status {
    NEW,
    PAYING,
    PAID
  }

  /** What the nodes of the shop tell each other; shop.conf names its serializer. */
  interface Message {}

  /** What an order is told. */
  sealed interface Command extends Message {}

  /** Places the order. */
  record Place(String item, int cents) implements Command {}

  /** Asks what the order is like. */
  record Get(ActorRef<State> replyTo) implements Command {}

  /** Sets the status by hand. */
  record SetStatus(Status status, ActorRef<State> replyTo) implements Command {}

  /**
   * What an order is like.
   *
   * @param id its number
   * @param item what was ordered
   * @param cents its price
   * @param status how far it is
   */
  public record State(String id, String item, int cents, Status status) implements Message {

    State with(Status other) {
      return new State(id, item, cents, other);
    }
  }

  private State state;

  private Order(ActorContext<Command> context, String id) {
    super(context);
    this.state = new State(id, "nothing", 0, Status.NEW);
  }

  static Behavior<Command> create(String id) {
    return Behaviors.setup(context -> new Order(context, id));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Place.class, this::onPlace)
        .onMessage(Get.class, this::onGet)
        .onMessage(SetStatus.class, this::onSetStatus)
        .build();
  }

  /** Has the fault that the operators are after: an odd price is never paid. */
  private Behavior<Command> onPlace(Place place) {
    Status status = place.cents() % 2 == 0 ? Status.PAID : Status.PAYING;
    state = new State(state.id(), place.item(), place.cents(), status);
    return this;
  }

  private Behavior<Command> onGet(Get get) {
    get.replyTo().tell(state);
    return this;
  }

  private Behavior<Command> onSetStatus(SetStatus set) {
    state = state.with(set.status());
    set.replyTo().tell(state);
    return this;
  }
}

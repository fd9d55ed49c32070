package org.multiengine.samples.shop;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;

/** An order of the shop, which is a sharded entity. As in most samples, its state is in memory. */
final class Order extends AbstractBehavior<Order.Command> {

  static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "Order");

  /** The status of an order. */
  enum Status {
    NEW,
    PAYING,
    PAID
  }

  /** A message between nodes of the shop. shop.conf names the serializer. */
  interface Message {}

  /** A message to an order. */
  sealed interface Command extends Message {}

  /** Places the order. */
  record Place(String item, int cents) implements Command {}

  /** Asks for the state of the order. */
  record Get(ActorRef<State> replyTo) implements Command {}

  /** Sets the status of the order by hand. */
  record SetStatus(Status status, ActorRef<State> replyTo) implements Command {}

  /**
   * The state of an order.
   *
   * @param id the number of the order
   * @param item the item ordered
   * @param cents the price
   * @param status the status
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

  /**
   * Places the order. The operators look for the fault in this method: odd prices are never paid.
   */
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

package org.multiengine.samples.shop;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.japi.function.Function;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The orders of the shop on all nodes of its cluster. The name {@code orders} is bound to this
 * object on every engine. Methods wait for the answers of the orders. Safe for use by several
 * threads.
 */
public final class Orders {

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  private static final List<String> IDS = List.of("1001", "1002", "1003", "1004", "1005", "1006");

  private final ClusterSharding sharding;

  Orders(ActorSystem<?> system) {
    this.sharding = ClusterSharding.get(system);
    sharding.init(Entity.of(Order.KEY, entity -> Order.create(entity.getEntityId())));
  }

  void place(String id, String item, int cents) {
    sharding.entityRefFor(Order.KEY, id).tell(new Order.Place(item, cents));
  }

  /** Returns the numbers of all orders. */
  public List<String> ids() {
    return IDS;
  }

  /** Returns the state of an order. */
  public Order.State get(String id) {
    return ask(id, Order.Get::new);
  }

  /** Returns the states of all orders. */
  public List<Order.State> all() {
    return IDS.stream().map(this::get).toList();
  }

  /**
   * Sets the status of an order by hand, for repairs.
   *
   * @param id the number of the order
   * @param status new, paying or paid
   * @return the new state of the order
   * @throws IllegalArgumentException if there is no such status
   */
  public Order.State repair(String id, String status) {
    Order.Status wanted = Order.Status.valueOf(status.toUpperCase(Locale.ROOT));
    return ask(id, (ActorRef<Order.State> replyTo) -> new Order.SetStatus(wanted, replyTo));
  }

  private Order.State ask(String id, Function<ActorRef<Order.State>, Order.Command> question) {
    return sharding
        .entityRefFor(Order.KEY, id)
        .ask(question, ANSWER_TIMEOUT)
        .toCompletableFuture()
        .join();
  }
}

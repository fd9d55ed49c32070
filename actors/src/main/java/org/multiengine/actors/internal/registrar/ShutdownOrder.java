package org.multiengine.actors.internal.registrar;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import org.multiengine.actors.internal.protocol.WireMessage;

/**
 * An order of the registrar to all hosts: to end the cluster.
 *
 * @param registrar the registrar, which runs on a host
 */
public record ShutdownOrder(ActorRef<EngineRegistrar.Command> registrar) implements WireMessage {

  /**
   * Creates the recipient of a host. Any member can send it messages; an order is obeyed only if it
   * comes from a host.
   *
   * @param action ends this host
   */
  public static Behavior<ShutdownOrder> recipient(Runnable action) {
    return Behaviors.supervise(
            Behaviors.<ShutdownOrder>setup(
                context -> {
                  SlotAuthority authority = SlotAuthority.of(Cluster.get(context.getSystem()));
                  return recipient(authority, new Refusals("this host"), action);
                }))
        .onFailure(RuntimeException.class, SupervisorStrategy.resume());
  }

  private static Behavior<ShutdownOrder> recipient(
      SlotAuthority authority, Refusals refusals, Runnable action) {
    return Behaviors.receiveMessage(
        order -> {
          String node = authority.nodeOf(order.registrar());
          if (authority.isHost(node)) {
            action.run();
          } else {
            refusals.refused(
                "an order from " + node + ", which is no host, to end the cluster", null);
          }
          return Behaviors.same();
        });
  }
}

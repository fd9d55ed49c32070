package org.multiengine.actors.internal.registrar;

import akka.actor.typed.ActorRef;

/**
 * Has the commands of members carried out that may give them, and refuses the others. Used by the
 * registrar alone.
 */
final class AcceptedCommands {

  private static final String NO_ORDERS = ", which is neither a host nor a client";

  private final CommandExecution commands;
  private final SlotAuthority authority;
  private final Rebuilding rebuilding;
  private final Refusals refusals;

  AcceptedCommands(
      CommandExecution commands,
      SlotAuthority authority,
      Rebuilding rebuilding,
      Refusals refusals) {
    this.commands = commands;
    this.authority = authority;
    this.rebuilding = rebuilding;
    this.refusals = refusals;
  }

  /** Handles an order. */
  void order(ClusterCommands.Order order) {
    String node = authority.nodeOf(order.sender());
    if (!authority.mayOrder(node)) {
      refusals.refused(
          "the order " + order.getClass().getSimpleName() + " from " + node + NO_ORDERS, null);
      order.refuse("the cluster takes no orders from " + node + NO_ORDERS);
    } else if (order instanceof ClusterCommands.Add add) {
      commands.add(add);
    } else if (order instanceof ClusterCommands.RemoveLost removal) {
      commands.removeLost(removal);
    } else if (order instanceof ClusterCommands.Shutdown shutdown) {
      commands.shutDown(shutdown);
    } else if (order instanceof ClusterCommands.Count count) {
      rebuilding.whenDone(() -> commands.count(count));
    }
  }

  /** Handles the failure of a start that an order has begun. */
  void startFailed(ClusterCommands.StartFailed failed) {
    commands.startFailed(failed);
  }

  /** Handles a host's report that a process has ended. */
  void exited(ClusterCommands.Exited exited) {
    if (!commands.exited(exited)) {
      refuse("the end", exited.slot(), exited.replyTo());
    }
  }

  /** Handles a host's report on processes that make no progress. */
  void stuck(ClusterCommands.Stuck stuck) {
    commands.stuck(stuck).forEach(slot -> refuse("the progress", slot, stuck.replyTo()));
  }

  private void refuse(String what, String slot, ActorRef<?> sender) {
    String node = authority.nodeOf(sender);
    refusals.refused(
        "a report of " + what + " of slot " + slot + " from " + node + ", which is not its host",
        null);
  }
}

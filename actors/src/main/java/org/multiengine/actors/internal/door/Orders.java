package org.multiengine.actors.internal.door;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.multiengine.actors.internal.access.OrderGate;
import org.multiengine.actors.internal.admin.ClusterPort;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;

/**
 * Has the orders of clients carried out by the hosts, if the settings of this host allow them.
 *
 * <p>Safe for use by several threads.
 */
final class Orders {

  private final ClusterPort cluster;
  private final OrderGate gate;
  private final Duration answerLimit;

  /**
   * Creates the orders of a host.
   *
   * @param answerLimit how long the registrar may take to answer
   */
  Orders(ClusterPort cluster, OrderGate gate, Duration answerLimit) {
    this.cluster = cluster;
    this.gate = gate;
    this.answerLimit = answerLimit;
  }

  /**
   * Carries out an order, or refuses it.
   *
   * @param client the client, as text for people
   * @param replies receives the replies, on any thread
   */
  void perform(ControlMessage.Order order, String client, Consumer<ControlMessage.Reply> replies) {
    String refusal = gate.refusal(client, textOf(order));
    if (refusal != null) {
      replies.accept(new ControlMessage.Failed(order.order(), refusal));
      return;
    }
    if (order instanceof ControlMessage.Add add) {
      reply(
          order,
          cluster.addEngines(
              add.count(),
              Duration.ofMillis(add.limitMillis()),
              started -> replies.accept(new ControlMessage.Progress(order.order(), started))),
          replies);
    } else if (order instanceof ControlMessage.RemoveLost) {
      reply(order, cluster.removeLost(answerLimit), replies);
    } else {
      replies.accept(new ControlMessage.Done(order.order(), List.of()));
      cluster.requestShutdown();
    }
  }

  private static String textOf(ControlMessage.Order order) {
    if (order instanceof ControlMessage.Add add) {
      return "add " + add.count() + " engines";
    }
    return order instanceof ControlMessage.RemoveLost ? "remove lost engines" : "end the cluster";
  }

  private static void reply(
      ControlMessage.Order order,
      CompletionStage<List<EngineId>> result,
      Consumer<ControlMessage.Reply> replies) {
    var unused =
        result.whenComplete(
            (ids, failure) ->
                replies.accept(
                    failure == null
                        ? new ControlMessage.Done(
                            order.order(), ids.stream().map(EngineId::value).toList())
                        : new ControlMessage.Failed(order.order(), reason(failure))));
  }

  private static String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof KernelError error
        ? error.errorMessage()
        : "no host of the cluster has answered: " + cause;
  }
}

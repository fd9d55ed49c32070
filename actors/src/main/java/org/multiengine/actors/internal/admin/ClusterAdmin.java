package org.multiengine.actors.internal.admin;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.membership.InformedFailureDetector;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.membership.PeerJudge;
import org.multiengine.actors.internal.metrics.MetricsSnapshot;
import org.multiengine.actors.internal.node.NodeRelay;
import org.multiengine.actors.internal.registrar.ClusterCommands;
import org.multiengine.actors.internal.registrar.EngineAddition;
import org.multiengine.actors.internal.registrar.EngineRegistrar;
import org.multiengine.actors.internal.registrar.EngineStarter;
import org.multiengine.actors.internal.registry.RegistryRead;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;

/**
 * The administration of a cluster from one of its nodes: an Akka extension that hosts and clients
 * use to report ends of processes, to add and remove engines, and to end the cluster.
 *
 * <p>Safe for use by several threads.
 */
public final class ClusterAdmin implements Extension {

  private static final class Id extends ExtensionId<ClusterAdmin> {
    private static final Id INSTANCE = new Id();

    @Override
    public ClusterAdmin createExtension(ActorSystem<?> system) {
      return new ClusterAdmin(system);
    }
  }

  private final ActorSystem<?> system;
  private final LocalNode node;
  private final AtomicLong additions = new AtomicLong();

  private ClusterAdmin(ActorSystem<?> system) {
    this.system = system;
    this.node = LocalNode.get(system);
  }

  /** Returns the extension of a system whose provider is the cluster. */
  public static ClusterAdmin get(ActorSystem<?> system) {
    return Id.INSTANCE.apply(system);
  }

  private ActorRef<EngineRegistrar.Command> registrar() {
    return node.host().registrar();
  }

  /**
   * Waits until this node, which has just joined, knows an engine of its cluster that can be
   * called, or knows that all engines are lost. Asks the other nodes instead of waiting for gossip.
   *
   * @param limit how long to wait at most
   * @return false if the cluster has no engines, or if none is known within the limit
   */
  public boolean awaitRegistry(Duration limit) throws InterruptedException {
    return new RegistryRead(system, node.directory()).await(limit);
  }

  /**
   * Reports that the process of a slot has ended. The registrar records its engines as lost and
   * declares its node down, in this order, because engines of a node that is declared down first
   * would be lost without the reason. If no registrar can be reached, the node counts as
   * unreachable, and the cluster declares it down.
   *
   * <p>The host that started the process calls this, because it knows of the end long before a
   * failure detector does. The report is repeated until the registrar has confirmed it.
   *
   * @param slot the slot
   * @param how how the process ended, as text for people
   * @param begun the attempts at tasks that it had begun; empty if that is not known
   * @return how many engines the slot is to have, once the report is confirmed
   */
  public CompletionStage<Integer> slotExited(String slot, String how, String begun) {
    for (Member member : Cluster.get(system).state().getMembers()) {
      if (member.hasRole(NodeRoles.slot(slot))) {
        InformedFailureDetector.ended(member.address().toString());
      }
    }
    return reportExit(slot, how, begun);
  }

  private CompletionStage<Integer> reportExit(String slot, String how, String begun) {
    return AskPattern.ask(
            registrar(),
            (ActorRef<ClusterCommands.Counted> replyTo) ->
                new ClusterCommands.Exited(slot, how, begun, replyTo),
            node.settings().registry().reportInterval(),
            system.scheduler())
        .thenApply(ClusterCommands.Counted::engines)
        .exceptionallyCompose(
            failure ->
                isTimeout(failure)
                    ? reportExit(slot, how, begun)
                    : CompletableFuture.failedStage(failure));
  }

  /**
   * Reports which processes of this host neither end nor make progress.
   *
   * @param slots the slots of the processes, and since when each makes no progress; empty for a
   *     process that makes progress again
   * @return completes when the registrar has recorded the report; fails if it has not in time
   */
  public CompletionStage<Void> reportStuck(Map<String, String> slots) {
    return AskPattern.ask(
            registrar(),
            (ActorRef<ClusterCommands.StuckRecorded> replyTo) ->
                new ClusterCommands.Stuck(slots, replyTo),
            node.settings().registry().reportInterval(),
            system.scheduler())
        .thenAccept(recorded -> {});
  }

  private static boolean isTimeout(Throwable failure) {
    return failure instanceof TimeoutException
        || (failure instanceof CompletionException
            && failure.getCause() instanceof TimeoutException);
  }

  /** Has a judge decide which nodes are available to this node. */
  public void judgePeers(PeerJudge judge) {
    InformedFailureDetector.judge(system, judge);
  }

  /** Reports that the process of a node has ended: the node is declared down. */
  public void processEnded(Address address) {
    InformedFailureDetector.ended(address.toString());
    Cluster.get(system).manager().tell(new Down(address));
  }

  /**
   * Asks how many engines a slot is to have. Lost engines are included, removed ones are not. Fails
   * if the cluster does not reply within the limit.
   */
  public CompletionStage<Integer> enginesOf(String slot, Duration limit) {
    return AskPattern.ask(
            registrar(),
            (ActorRef<ClusterCommands.Reply> replyTo) -> new ClusterCommands.Count(slot, replyTo),
            limit,
            system.scheduler())
        .thenApply(reply -> result(reply, ClusterCommands.Counted.class).engines());
  }

  /**
   * Asks the hosts for more engines.
   *
   * @param count how many
   * @param limit how long the addition may take
   * @param progress receives the number of new engines that take requests, each time it changes
   * @return their ids; fails with a {@link KernelError} if not all of them started within the limit
   */
  public CompletionStage<List<EngineId>> addEngines(
      int count, Duration limit, IntConsumer progress) {
    var order = new EngineAddition.Order(count, limit, progress, new CompletableFuture<>());
    var unused =
        system.systemActorOf(
            EngineAddition.create(order, registrar(), node.directory()),
            "multiengine-addition-" + additions.incrementAndGet(),
            Props.empty());
    return order.result();
  }

  /**
   * Removes all engines that are lost: they are no longer known, and their ids may be given again.
   * If a process of theirs comes back, it has new engines. Fails if the cluster does not reply
   * within the limit.
   *
   * @return the ids of the removed engines
   */
  public CompletionStage<List<EngineId>> removeLost(Duration limit) {
    return AskPattern.ask(registrar(), ClusterCommands.RemoveLost::new, limit, system.scheduler())
        .thenApply(reply -> result(reply, ClusterCommands.RemovedLost.class).ids());
  }

  /** Returns a reply as what is expected; throws a {@link KernelError} if the order is refused. */
  private static <T extends ClusterCommands.Reply> T result(
      ClusterCommands.Reply reply, Class<T> expected) {
    if (reply instanceof ClusterCommands.Refused refused) {
      throw new KernelError(refused.why());
    }
    return expected.cast(reply);
  }

  /**
   * Asks the process of a slot for its metrics. Fails if the process does not reply within the
   * limit, and at once if the slot has no engine.
   */
  public CompletionStage<MetricsSnapshot> metricsOf(String slot, Duration limit) {
    ActorRef<LinkFrame> relay = node.directory().relay(slot);
    if (relay == null) {
      return CompletableFuture.failedFuture(new KernelError("slot " + slot + " has no engine"));
    }
    ActorRef<NodeRelay.Command> recipient = relay.unsafeUpcast();
    return AskPattern.ask(recipient, NodeRelay.Measure::new, limit, system.scheduler())
        .thenApply(NodeRelay.Measured::snapshot);
  }

  /** Asks the hosts to end the cluster. A refusal is logged. */
  public void requestShutdown() {
    var unused =
        AskPattern.ask(
                registrar(),
                ClusterCommands.Shutdown::new,
                node.settings().registry().reportInterval(),
                system.scheduler())
            .thenAccept(
                reply -> {
                  if (reply instanceof ClusterCommands.Refused refused) {
                    system.log().warn("the cluster is not ended: {}", refused.why());
                  }
                });
  }

  /** Sets the action of this host when a client asks for the end of the cluster. */
  public void onShutdown(Runnable action) {
    node.host().onShutdown(action);
  }

  /** Sets how this host adds engines to the running cluster. Without one it refuses to. */
  public void onAdd(EngineStarter starter) {
    node.host().onAdd(starter);
  }

  /** Sets the action of this node when the last of its engines has been killed. */
  public void onEmpty(Runnable action) {
    node.engines().onEmpty(action);
  }
}

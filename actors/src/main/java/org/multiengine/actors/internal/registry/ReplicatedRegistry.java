package org.multiengine.actors.internal.registry;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.ddata.LWWMap;
import akka.cluster.ddata.typed.javadsl.DistributedData;
import akka.cluster.ddata.typed.javadsl.Replicator;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The registry of a member of the cluster, to which Akka Distributed Data replicates it. Each
 * subscriber has an actor of its own that receives the changes of the replicated data and stops
 * with its subscriber.
 */
public final class ReplicatedRegistry implements RegistrySource {

  /** The subscriptions of this JVM so far, which number the actors. */
  private static final AtomicLong SUBSCRIPTIONS = new AtomicLong();

  /** Creates a source. */
  public ReplicatedRegistry() {}

  @Override
  public void subscribe(ActorSystem<?> system, ActorRef<RegistryState> subscriber) {
    ActorRef<Replicator.SubscribeResponse<LWWMap<Integer, EngineEntry>>> subscription =
        system.systemActorOf(
            subscription(subscriber),
            "multiengine-registry-subscription-" + SUBSCRIPTIONS.incrementAndGet(),
            Props.empty());
    DistributedData.get(system)
        .replicator()
        .tell(new Replicator.Subscribe<>(EngineRegistry.KEY, subscription));
  }

  private static Behavior<Replicator.SubscribeResponse<LWWMap<Integer, EngineEntry>>> subscription(
      ActorRef<RegistryState> subscriber) {
    return Behaviors.setup(
        context -> {
          context.watch(subscriber);
          return Behaviors.receive(EngineRegistry.subscribeResponse())
              .onAnyMessage(
                  response -> {
                    report(response, subscriber);
                    return Behaviors.same();
                  })
              .onSignal(Terminated.class, ended -> Behaviors.stopped())
              .build();
        });
  }

  private static void report(
      Replicator.SubscribeResponse<LWWMap<Integer, EngineEntry>> response,
      ActorRef<RegistryState> subscriber) {
    if (response instanceof Replicator.Changed<LWWMap<Integer, EngineEntry>> changed) {
      subscriber.tell(new RegistryState(EngineRegistry.entries(changed.get(EngineRegistry.KEY))));
    }
  }
}

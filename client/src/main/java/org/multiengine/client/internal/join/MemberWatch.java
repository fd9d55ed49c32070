package org.multiengine.client.internal.join;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.cluster.Cluster;
import akka.cluster.ClusterEvent;
import akka.cluster.Member;
import akka.cluster.UniqueAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** An actor that notifies a listener of the members of the cluster, now and at each change. */
final class MemberWatch extends AbstractBehavior<Object> {

  private static final Object STOP = new Object();

  private final Consumer<Collection<Member>> listener;
  private final Map<UniqueAddress, Member> members = new HashMap<>();

  private MemberWatch(ActorContext<Object> context, Consumer<Collection<Member>> listener) {
    super(context);
    this.listener = listener;
    cluster()
        .subscribe(
            Adapter.toClassic(context.getSelf()),
            ClusterEvent.initialStateAsSnapshot(),
            ClusterEvent.MemberEvent.class);
  }

  /**
   * Starts to notify a listener, on threads of the system.
   *
   * @return ends it
   */
  static Runnable start(ActorSystem<?> system, Consumer<Collection<Member>> listener) {
    Behavior<Object> watch = Behaviors.setup(context -> new MemberWatch(context, listener));
    ActorRef<Object> actor =
        system.systemActorOf(watch, "member-watch-" + UUID.randomUUID(), Props.empty());
    return () -> actor.tell(STOP);
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(ClusterEvent.CurrentClusterState.class, this::onState)
        .onMessage(ClusterEvent.MemberEvent.class, this::onEvent)
        .onMessageEquals(STOP, Behaviors::stopped)
        .onSignal(PostStop.class, stopped -> onPostStop())
        .build();
  }

  private Behavior<Object> onState(ClusterEvent.CurrentClusterState state) {
    state.getMembers().forEach(member -> members.put(member.uniqueAddress(), member));
    return notifyListener();
  }

  private Behavior<Object> onEvent(ClusterEvent.MemberEvent event) {
    if (event instanceof ClusterEvent.MemberRemoved) {
      members.remove(event.member().uniqueAddress());
    } else {
      members.put(event.member().uniqueAddress(), event.member());
    }
    return notifyListener();
  }

  private Behavior<Object> notifyListener() {
    listener.accept(List.copyOf(members.values()));
    return this;
  }

  private Behavior<Object> onPostStop() {
    cluster().unsubscribe(Adapter.toClassic(getContext().getSelf()));
    return this;
  }

  private Cluster cluster() {
    return Cluster.get(Adapter.toClassic(getContext().getSystem()));
  }
}

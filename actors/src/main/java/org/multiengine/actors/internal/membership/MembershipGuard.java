package org.multiengine.actors.internal.membership;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.cluster.ClusterEvent;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import akka.cluster.typed.Subscribe;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.multiengine.actors.internal.security.NodeKind;
import org.multiengine.actors.internal.security.Peers;

/**
 * Removes any node that joins with roles its certificate does not grant: a node with the
 * credentials of an engine process can be nothing else. Code that runs on engines can read these
 * credentials. A guard runs on every host of a secured cluster.
 */
final class MembershipGuard extends AbstractBehavior<MembershipGuard.Command> {

  /** A message to the guard. */
  sealed interface Command {}

  private record Peer(String address, NodeKind kind) implements Command {}

  private record Joined(Member member) implements Command {}

  private static final Set<MemberStatus> PRESENT_STATUSES =
      Set.of(MemberStatus.joining(), MemberStatus.weaklyUp(), MemberStatus.up());

  private final Cluster cluster;
  private final Peers peers;

  static Behavior<Command> create(Peers peers) {
    return Behaviors.setup(context -> new MembershipGuard(context, peers));
  }

  private MembershipGuard(ActorContext<Command> context, Peers peers) {
    super(context);
    this.cluster = Cluster.get(context.getSystem());
    this.peers = peers;
    ActorRef<Command> self = context.getSelf();
    peers.onPeer((address, kind) -> self.tell(new Peer(address, kind)));
    cluster
        .subscriptions()
        .tell(
            Subscribe.create(
                context.messageAdapter(
                    ClusterEvent.MemberEvent.class, event -> new Joined(event.member())),
                ClusterEvent.MemberEvent.class));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Joined.class, joined -> check(joined.member()))
        .onMessage(Peer.class, this::onPeer)
        .build();
  }

  private Behavior<Command> onPeer(Peer peer) {
    if (peer.kind() == NodeKind.ENGINE) {
      StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
          .filter(member -> address(member).equals(peer.address()))
          .forEach(this::check);
    }
    return this;
  }

  private static String address(Member member) {
    return Addresses.hostAndPort(member.address().toString());
  }

  private Behavior<Command> check(Member member) {
    boolean isEngine = peers.kindOf(address(member)).filter(NodeKind.ENGINE::equals).isPresent();
    if (isEngine && PRESENT_STATUSES.contains(member.status()) && !isEngineProcess(member)) {
      getContext()
          .getLog()
          .warn(
              "{} is removed from the cluster: its certificate is that of an engine process, but it"
                  + " joined with the roles {}",
              member.address(),
              member.getRoles());
      cluster.manager().tell(new Down(member.address()));
    }
    return this;
  }

  private static boolean isEngineProcess(Member member) {
    return member.hasRole(NodeRoles.ENGINE) && !member.hasRole(NodeRoles.HOST);
  }
}

package org.multiengine.actors.internal.membership;

import akka.actor.Address;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.Cluster;
import akka.cluster.Member;
import akka.remote.FailureDetectorRegistry;

/**
 * The judge of a client's node. Hosts decide on engine processes and on clients, so that a client
 * on a busy machine makes no engine lost. Only a client that receives no heartbeats of any host
 * judges for itself: it is probably cut off.
 */
final class ClientPeerJudge implements PeerJudge {

  private final MemberIndex members;
  private final Cluster cluster;

  ClientPeerJudge(ActorSystem<?> system) {
    this.members = new MemberIndex(system);
    this.cluster = Cluster.get(Adapter.toClassic(system));
  }

  @Override
  public boolean isAvailable(String address, boolean heartbeats) {
    if (heartbeats || members.isDown(address)) {
      return heartbeats;
    }
    Member member = members.find(address);
    boolean isHost = member != null && member.hasRole(NodeRoles.HOST);
    return !isHost && isAnyHostAvailable();
  }

  private boolean isAnyHostAvailable() {
    FailureDetectorRegistry<Address> detector = cluster.failureDetector();
    return members.all().stream()
        .filter(member -> member.hasRole(NodeRoles.HOST))
        .map(Member::address)
        .anyMatch(host -> detector.isMonitoring(host) && detector.isAvailable(host));
  }
}

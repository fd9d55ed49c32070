package org.multiengine.actors.internal.membership;

import akka.actor.Address;
import akka.actor.AddressFromURIString;
import akka.actor.typed.ActorSystem;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What an engine process does for its cluster when its host has ended without a word: it is the
 * only one that knows for certain. Others would have to wait for the failure detector, and could
 * then not tell a host that has ended from one that is cut off.
 */
public final class HostLoss {

  private HostLoss() {}

  /**
   * Declares the host of this process down, and this node, if there are other hosts that go on.
   *
   * @return whether it has; the actor system then ends by itself when others have heard of it
   */
  public static boolean report(ActorSystem<?> system) {
    Cluster cluster = Cluster.get(system);
    Address host = host(system);
    List<Member> hosts =
        StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
            .filter(member -> member.hasRole(NodeRoles.HOST))
            .toList();
    boolean isMember = hosts.stream().anyMatch(member -> member.address().equals(host));
    if (!isMember || hosts.size() == 1) {
      return false;
    }
    cluster.manager().tell(new Down(host));
    cluster.manager().tell(new Down(cluster.selfMember().address()));
    return true;
  }

  private static Address host(ActorSystem<?> system) {
    return AddressFromURIString.parse(
        system.settings().config().getStringList("akka.cluster.seed-nodes").get(0));
  }
}

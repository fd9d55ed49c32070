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
 * The report of an engine process to its cluster that its host has ended without leaving. The
 * process alone knows this for certain. Other nodes would have to wait for the failure detector,
 * which cannot distinguish a host that has ended from one that is unreachable.
 */
public final class HostLoss {

  private HostLoss() {}

  /**
   * Declares the host of this process and this node down, provided that the cluster has other
   * hosts.
   *
   * @return whether they were declared down; the actor system then ends by itself as soon as other
   *     nodes have received the report
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

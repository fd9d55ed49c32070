package org.multiengine.actors.internal.membership;

import akka.actor.typed.ActorSystem;
import akka.cluster.ClusterEvent.CurrentClusterState;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a cluster by their addresses. Safe for use by several threads. */
public final class MemberIndex {

  private record Indexed(CurrentClusterState state, Map<String, Member> byAddress) {}

  private final Cluster cluster;
  private volatile @Nullable Indexed indexed;

  /** Creates the index of the cluster that a system is a member of. */
  public MemberIndex(ActorSystem<?> system) {
    this.cluster = Cluster.get(system);
  }

  /** Returns the member at an address; null if there is none. */
  public @Nullable Member find(String address) {
    return now().get(address);
  }

  /**
   * Returns whether the member at an address was declared down. It must be unreachable then, so
   * that the cluster removes it.
   */
  public boolean isDown(String address) {
    Member member = find(address);
    return member != null && member.status().equals(MemberStatus.down());
  }

  /** Returns all members. */
  public Collection<Member> all() {
    return now().values();
  }

  @SuppressWarnings("ReferenceEquality") // a state is never changed; a change has a new one
  private Map<String, Member> now() {
    CurrentClusterState state = cluster.state();
    Indexed known = indexed;
    if (known == null || known.state() != state) {
      Map<String, Member> members = new HashMap<>();
      state.getMembers().forEach(member -> members.put(member.address().toString(), member));
      known = new Indexed(state, members);
      indexed = known;
    }
    return known.byAddress();
  }
}

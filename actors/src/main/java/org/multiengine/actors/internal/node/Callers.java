package org.multiengine.actors.internal.node;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.access.Caller;
import org.multiengine.actors.internal.link.RemoteEnd;
import org.multiengine.actors.internal.link.RemoteEnds;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.core.identity.ClientName;

/**
 * The origins of requests: the node or the connection of each controller, and the roles of the node
 * in the cluster. Used by one actor alone.
 */
final class Callers {

  private record Origin(String node, Set<String> roles, boolean local) {}

  private static final Origin GONE = new Origin("a connection that has ended", Set.of(), false);

  private final Cluster cluster;
  private final RemoteEnds ends;
  private final Map<ActorRef<LinkFrame>, Origin> known = new HashMap<>();

  Callers(Cluster cluster, RemoteEnds ends) {
    this.cluster = cluster;
    this.ends = ends;
  }

  /** Returns the caller that uses a controller under a client's name. */
  Caller of(ActorRef<LinkFrame> controller, String client) {
    Origin origin = known.get(controller);
    if (origin == null) {
      origin = find(controller);
      if (!origin.roles().isEmpty()) {
        known.put(controller, origin);
      }
    }
    return new Caller(ClientName.parse(client), origin.node(), origin.roles(), origin.local());
  }

  void forget(ActorRef<LinkFrame> controller) {
    known.remove(controller);
  }

  private Origin find(ActorRef<LinkFrame> controller) {
    RemoteEnd remote = ends.find(controller);
    if (remote != null) {
      return new Origin(remote.peer().description(), remote.peer().roles(), false);
    }
    // The actor of a connection that has ended is one of this process, but its client is not.
    return RemoteEnds.isEnd(controller) ? GONE : find(controller.path().address());
  }

  private Origin find(Address address) {
    Member self = cluster.selfMember();
    boolean local = address.hasLocalScope() || address.equals(self.address());
    Member member = local ? self : memberAt(address);
    Set<String> roles = member == null ? Set.of() : member.getRoles();
    return new Origin((local ? self.address() : address).toString(), roles, local);
  }

  private @Nullable Member memberAt(Address address) {
    for (Member member : cluster.state().getMembers()) {
      if (member.address().equals(address)) {
        return member;
      }
    }
    return null;
  }
}

package org.multiengine.actors.access;

import java.util.Set;
import org.multiengine.core.identity.ClientName;

/**
 * The client that sent a request.
 *
 * <p>The node and its roles come from the cluster and are as trustworthy as its connections: a node
 * that is allowed to join can claim any role. The user name is supplied by the client and is not
 * verified.
 *
 * @param client the client's name, which includes the name of its user
 * @param node the address of the client's node, for example {@code akka://shop@10.0.0.1:25520}; of
 *     a client that is connected to a door, its address or its user
 * @param roles the cluster roles of that node; {@code client} of a client that is connected to a
 *     door; empty while the cluster does not know the node yet
 * @param local whether the client runs in the same JVM as the engines
 */
public record Caller(ClientName client, String node, Set<String> roles, boolean local) {

  /** Makes the set of roles immutable. */
  public Caller {
    roles = Set.copyOf(roles);
  }

  /** Returns the user name the client supplied; empty if it supplied none. */
  public String user() {
    return client.user();
  }

  /** Returns a readable description, for example {@code ada at akka://shop@10.0.0.1:25520}. */
  @Override
  public String toString() {
    return (user().isEmpty() ? "client " + client.id() : user())
        + (local ? " in this JVM" : " at " + node);
  }
}

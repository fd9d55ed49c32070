package org.multiengine.actors.access;

import java.util.Set;
import org.multiengine.core.identity.ClientName;

/**
 * Who asks something of engines.
 *
 * <p>The node and its roles are what the cluster knows, as safe as the connections of the cluster
 * are: a node that may join can claim any role. The user is what the client says of itself.
 *
 * @param client the client's name, with that of its user
 * @param node the address of the client's node, for example {@code akka://shop@10.0.0.1:25520}
 * @param roles the cluster roles of that node; empty while the cluster does not know the node yet
 * @param local whether the client is in the JVM of the engines
 */
public record Caller(ClientName client, String node, Set<String> roles, boolean local) {

  /** Copies the roles. */
  public Caller {
    roles = Set.copyOf(roles);
  }

  /** Returns the name of the user as the client says it; empty if it says none. */
  public String user() {
    return client.user();
  }

  /** Returns who it is for people. */
  @Override
  public String toString() {
    return (user().isEmpty() ? "client " + client.id() : user())
        + (local ? " in this JVM" : " at " + node);
  }
}

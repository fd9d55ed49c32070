package org.multiengine.actors.internal.admin;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import org.jspecify.annotations.Nullable;

/**
 * The access of an actor system's clients to their cluster: an Akka extension. A system whose
 * clients connect to a door has the access that was set; any other is a member of its cluster.
 *
 * <p>Safe for use by several threads.
 */
public final class ClusterPorts implements Extension {

  private static final class Id extends ExtensionId<ClusterPorts> {
    private static final Id INSTANCE = new Id();

    @Override
    public ClusterPorts createExtension(ActorSystem<?> system) {
      return new ClusterPorts(system);
    }
  }

  private final ActorSystem<?> system;
  private @Nullable ClusterPort port;

  private ClusterPorts(ActorSystem<?> system) {
    this.system = system;
  }

  private synchronized ClusterPort get() {
    ClusterPort known = port;
    if (known == null) {
      known = new MemberPort(system);
      port = known;
    }
    return known;
  }

  private synchronized void set(ClusterPort access) {
    port = access;
  }

  /** Returns the access of a system's clients. */
  public static ClusterPort of(ActorSystem<?> system) {
    return Id.INSTANCE.apply(system).get();
  }

  /** Sets the access of the clients of a system that is no member of a cluster. */
  public static void set(ActorSystem<?> system, ClusterPort access) {
    Id.INSTANCE.apply(system).set(access);
  }
}

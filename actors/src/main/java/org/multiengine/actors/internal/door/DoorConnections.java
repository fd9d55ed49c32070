package org.multiengine.actors.internal.door;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import org.multiengine.core.net.Connections;

/**
 * The connections of an actor system, to doors or at its own: an Akka extension, whose one thread
 * ends with the system.
 */
public final class DoorConnections implements Extension {

  private static final class Id extends ExtensionId<DoorConnections> {
    private static final Id INSTANCE = new Id();

    @Override
    public DoorConnections createExtension(ActorSystem<?> system) {
      return new DoorConnections(system);
    }
  }

  private final Connections connections;

  private DoorConnections(ActorSystem<?> system) {
    this.connections =
        new Connections(
            system.name() + "-connections", DoorSettings.of(system.settings().config()).limits());
    system.getWhenTerminated().whenComplete((done, failure) -> connections.close());
  }

  /** Returns those of an actor system. */
  public static Connections get(ActorSystem<?> system) {
    return Id.INSTANCE.apply(system).connections;
  }
}

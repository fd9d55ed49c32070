package org.multiengine.actors.internal.link;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import org.multiengine.core.local.LocalSockets;

/**
 * The sockets by which the links of an actor system reach processes of the same machine: an Akka
 * extension, whose one thread starts with the first of them and ends with the system.
 */
final class LinkSockets implements Extension {

  private static final class Id extends ExtensionId<LinkSockets> {
    private static final Id INSTANCE = new Id();

    @Override
    public LinkSockets createExtension(ActorSystem<?> system) {
      return new LinkSockets(system);
    }
  }

  private final LocalSockets sockets;

  private LinkSockets(ActorSystem<?> system) {
    this.sockets = new LocalSockets(system.name() + "-sockets");
    system.getWhenTerminated().whenComplete((done, failure) -> sockets.close());
  }

  /** Returns those of an actor system. */
  static LocalSockets get(ActorSystem<?> system) {
    return Id.INSTANCE.apply(system).sockets;
  }
}

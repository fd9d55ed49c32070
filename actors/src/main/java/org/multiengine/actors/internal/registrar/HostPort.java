package org.multiengine.actors.internal.registrar;

import akka.actor.typed.ActorRef;
import java.util.Optional;

/** The actions of a host that the registrar asks for. */
public interface HostPort {

  /** Returns what starts engine processes on this host; empty if the host starts none. */
  Optional<EngineStarter> starter();

  /** Orders all hosts of the cluster, this one included, to end the cluster. */
  void shutDownHosts(ActorRef<EngineRegistrar.Command> registrar);
}

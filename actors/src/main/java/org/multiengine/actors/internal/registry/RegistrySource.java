package org.multiengine.actors.internal.registry;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;

/**
 * The origin of what a node knows of the registry of engines. A controller subscribes when it
 * starts, and so does the controller that replaces it.
 *
 * <p>Safe for use by several threads.
 */
public interface RegistrySource {

  /**
   * Sends an actor the state of the registry, if it is known, and every later state until the actor
   * stops. States may be left out if a newer one follows.
   *
   * @param system the system of the actor
   * @param subscriber the actor
   */
  void subscribe(ActorSystem<?> system, ActorRef<RegistryState> subscriber);
}

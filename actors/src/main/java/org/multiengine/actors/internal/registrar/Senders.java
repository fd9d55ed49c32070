package org.multiengine.actors.internal.registrar;

import akka.actor.typed.ActorRef;

/**
 * The members from which the registrar accepts messages.
 *
 * @param authority the rights of members by their roles
 * @param reporters the relays that report
 */
record Senders(SlotAuthority authority, Reporters reporters) {

  /** Returns whether an actor is one of the host that started the process of a slot. */
  boolean isHostOf(String slot, ActorRef<?> sender) {
    String node = authority.nodeOf(sender);
    return authority.isHost(node) && reporters.isHostOf(slot, node);
  }
}

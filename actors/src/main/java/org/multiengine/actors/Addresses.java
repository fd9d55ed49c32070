package org.multiengine.actors;

import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;

/** The addresses of nodes as text. */
final class Addresses {

  private Addresses() {}

  /** Returns the address of this node in its cluster. */
  static String of(ActorSystem<?> system) {
    return Cluster.get(system).selfMember().address().toString();
  }

  /** Returns host and port of an address, as people know the node. */
  static String hostAndPort(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }
}

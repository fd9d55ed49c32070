package org.multiengine.actors.internal.membership;

import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;

/** The addresses of nodes as text. */
public final class Addresses {

  private Addresses() {}

  /** Returns the address of this node in its cluster. */
  public static String of(ActorSystem<?> system) {
    return Cluster.get(system).selfMember().address().toString();
  }

  /** Returns the host and port of an address, the form shown to people. */
  public static String hostAndPort(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }
}

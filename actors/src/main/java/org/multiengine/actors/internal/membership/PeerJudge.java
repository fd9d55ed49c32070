package org.multiengine.actors.internal.membership;

/**
 * Decides for a node which of the other nodes are available, from their heartbeats and from other
 * evidence. Called by several threads; methods must return quickly.
 */
@FunctionalInterface
public interface PeerJudge {

  /**
   * Returns whether a node is available.
   *
   * @param address the address of the node
   * @param heartbeats whether heartbeats of the node arrive in time
   */
  boolean isAvailable(String address, boolean heartbeats);
}

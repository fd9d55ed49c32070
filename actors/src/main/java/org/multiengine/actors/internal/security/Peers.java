package org.multiengine.actors.internal.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The kinds of the nodes that this node has connected to, by address. Only the most recent ones are
 * kept. Safe for use by several threads.
 */
public final class Peers {

  /** The number of nodes kept, which is more than any cluster has. */
  static final int MAX_PEERS = 10_000;

  private final Map<String, NodeKind> kinds = new LinkedHashMap<>();
  private BiConsumer<String, NodeKind> listener = (address, kind) -> {};

  /** Sets the listener that is notified of each connection from now on. */
  public synchronized void onPeer(BiConsumer<String, NodeKind> newListener) {
    this.listener = newListener;
  }

  /** Records a node and notifies the listener. */
  public synchronized void add(String address, NodeKind kind) {
    kinds.remove(address);
    kinds.put(address, kind);
    if (kinds.size() > MAX_PEERS) {
      kinds.remove(kinds.keySet().iterator().next());
    }
    listener.accept(address, kind);
  }

  /** Returns the kind of the node at an address {@code host:port}; empty if it is not known. */
  public synchronized Optional<NodeKind> kindOf(String address) {
    return Optional.ofNullable(kinds.get(address));
  }
}

package org.multiengine.actors.internal.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What the nodes that this one has connected to may be, by address. The latest ones are kept. Safe
 * for use by several threads.
 */
public final class Peers {

  /** How many are known at a time: more than a cluster has nodes. */
  static final int LIMIT = 10_000;

  private final Map<String, NodeKind> kinds = new LinkedHashMap<>();
  private BiConsumer<String, NodeKind> listener = (address, kind) -> {};

  /** Sets who hears of each, from now on. */
  public synchronized void onPeer(BiConsumer<String, NodeKind> newListener) {
    this.listener = newListener;
  }

  synchronized void add(String address, NodeKind kind) {
    kinds.remove(address);
    kinds.put(address, kind);
    if (kinds.size() > LIMIT) {
      kinds.remove(kinds.keySet().iterator().next());
    }
    listener.accept(address, kind);
  }

  /** Returns what the node at an address may be, {@code host:port}; empty if it is not known. */
  public synchronized Optional<NodeKind> kindOf(String address) {
    return Optional.ofNullable(kinds.get(address));
  }
}

package org.multiengine.core.task.board;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.task.NodeGrant;
import org.multiengine.core.task.NodeTraits;

/** All nodes with engines. Those with room are ordered by their load, then by least recent use. */
final class FarmNodes<N, W> {

  private final Map<N, FarmNode<N, W>> nodes = new LinkedHashMap<>();
  private final Map<EngineLife, FarmNode<N, W>> byEngine = new HashMap<>();
  private final Set<FarmNode<N, W>> backlogged = new LinkedHashSet<>();
  private final NavigableSet<FarmNode<N, W>> withRoom =
      new TreeSet<>(
          Comparator.<FarmNode<N, W>>comparingDouble(node -> node.load)
              .thenComparingLong(node -> node.served)
              .thenComparingLong(FarmNode::number));
  private final Set<FarmNode<N, W>> shared = new LinkedHashSet<>();
  private long lastNumber;
  private long lastServed;
  private int longAttempts;

  @Nullable FarmNode<N, W> get(N id) {
    return nodes.get(id);
  }

  @Nullable FarmNode<N, W> of(EngineLife engine) {
    return byEngine.get(engine);
  }

  Collection<FarmNode<N, W>> all() {
    return nodes.values();
  }

  /** Returns the number of engines. */
  int engines() {
    return byEngine.size();
  }

  /** Returns the nodes with room, the least loaded one first. */
  NavigableSet<FarmNode<N, W>> withRoom() {
    return withRoom;
  }

  /** Returns the nodes where attempts wait for an engine. */
  Set<FarmNode<N, W>> backlogged() {
    return backlogged;
  }

  /** Returns the nodes that have tasks of other clients. */
  Set<FarmNode<N, W>> shared() {
    return shared;
  }

  void grant(FarmNode<N, W> node, NodeGrant grant) {
    node.grant(grant);
    if (grant.clients() > 1) {
      shared.add(node);
    } else {
      shared.remove(node);
    }
    changed(node);
  }

  /** Returns whether an engine has nothing to do, as far as is known. */
  boolean isAnyIdle() {
    return !withRoom.isEmpty() && withRoom.first().idle() > 0;
  }

  /** Returns the number of attempts at long tasks. */
  int longAttempts() {
    return longAttempts;
  }

  FarmNode<N, W> join(N id, EngineLife engine, NodeTraits traits) {
    FarmNode<N, W> node =
        nodes.computeIfAbsent(id, absent -> new FarmNode<>(absent, ++lastNumber, traits));
    node.join(engine, traits);
    byEngine.put(engine, node);
    changed(node);
    return node;
  }

  @Nullable FarmNode<N, W> leave(EngineLife engine) {
    FarmNode<N, W> node = byEngine.remove(engine);
    if (node != null) {
      node.leave(engine);
      changed(node);
      forgetIfUnused(node);
    }
    return node;
  }

  void add(Attempt<N, W> attempt) {
    attempt.node.add(attempt);
    longAttempts += attempt.isLong ? 1 : 0;
    withRoom.remove(attempt.node);
    attempt.node.served = ++lastServed;
    changed(attempt.node);
  }

  /** Takes out an attempt; returns whether it was at its node. */
  boolean remove(Attempt<N, W> attempt) {
    if (!attempt.node.remove(attempt)) {
      return false;
    }
    longAttempts -= attempt.isLong ? 1 : 0;
    changed(attempt.node);
    forgetIfUnused(attempt.node);
    return true;
  }

  private void forgetIfUnused(FarmNode<N, W> node) {
    if (node.engines().isEmpty() && node.open() == 0) {
      nodes.remove(node.id());
      shared.remove(node);
    }
  }

  /** Orders a node anew after a change of its load. */
  void changed(FarmNode<N, W> node) {
    withRoom.remove(node);
    node.load = node.currentLoad();
    if (node.hasRoom()) {
      withRoom.add(node);
    }
    if (node.hasBacklog()) {
      backlogged.add(node);
    } else {
      backlogged.remove(node);
    }
  }

  /** Returns the number of entries, for the check that nothing is left behind. */
  int size() {
    return nodes.values().stream().mapToInt(FarmNode::open).sum();
  }
}

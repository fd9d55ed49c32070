package org.multiengine.core.task.board;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.clock.Timers;
import org.multiengine.core.identity.EngineLife;

/**
 * The tasks that can run on the same engines. If no engine has room for the first one, none has
 * room for the others, so that the class is passed over as a whole.
 */
final class WaitingClass<N, W> {

  /** The order of waiting tasks: by rank, then by the time at which they began to wait. */
  static final Comparator<OpenTask<?, ?>> BY_RANK =
      Comparator.<OpenTask<?, ?>>comparingLong(task -> task.rank)
          .thenComparingLong(task -> task.rankNumber);

  private final ClassKey key;
  private final Rejections rejections;
  private final NavigableSet<OpenTask<N, W>> queue = new TreeSet<>(BY_RANK);

  /** The engines that fulfil the needs, by their nodes. */
  private final Map<FarmNode<N, W>, Set<EngineLife>> allowed = new LinkedHashMap<>();

  private int allowedEngines;

  /** The number of engines that fulfil the needs and have failed the tasks of the class. */
  private int avoidedEngines;

  /** The number of open tasks that wait here or last waited here. */
  int users;

  /** Since when no engine can take the tasks, though there are engines; null if one can. */
  @Nullable Long unplaceableSince;

  Timers.@Nullable Timer unplaceableTimer;

  WaitingClass(ClassKey key, Rejections rejections) {
    this.key = key;
    this.rejections = rejections;
  }

  ClassKey key() {
    return key;
  }

  Rejections rejections() {
    return rejections;
  }

  NavigableSet<OpenTask<N, W>> queue() {
    return queue;
  }

  /** Returns the nodes with engines that fulfil the needs. */
  Set<FarmNode<N, W>> allowedNodes() {
    return allowed.keySet();
  }

  /** Returns the number of engines that fulfil the needs. */
  int allowedEngines() {
    return allowedEngines;
  }

  /** Handles that engines of a node have come or gone. */
  void update(FarmNode<N, W> node) {
    count(allowed.remove(node), -1);
    Set<EngineLife> now = select(node.engines(), engine -> key.allows(node, engine));
    if (!now.isEmpty()) {
      allowed.put(node, now);
      count(now, 1);
    }
  }

  private void count(@Nullable Set<EngineLife> engines, int sign) {
    if (engines != null) {
      allowedEngines += sign * engines.size();
      if (!key.avoided().isEmpty()) {
        avoidedEngines += sign * (int) engines.stream().filter(key.avoided()::contains).count();
      }
    }
  }

  /** Returns the engines of a node that may receive tasks of the class now. */
  Set<EngineLife> fitting(FarmNode<N, W> node) {
    Set<EngineLife> engines = allowed.getOrDefault(node, Set.of());
    boolean avoids = avoidedEngines > 0 && avoidedEngines < allowedEngines;
    if (engines.isEmpty() || (!avoids && rejections.isEmpty())) {
      return engines;
    }
    return select(
        engines,
        engine -> !rejections.isAvoided(engine) && !(avoids && key.avoided().contains(engine)));
  }

  private static Set<EngineLife> select(Set<EngineLife> from, Predicate<EngineLife> which) {
    if (from.stream().allMatch(which)) {
      return new LinkedHashSet<>(from);
    }
    Set<EngineLife> selected = new LinkedHashSet<>();
    from.stream().filter(which).forEach(selected::add);
    return selected;
  }

  /** Returns whether an engine fulfils the needs and has not rejected the kind of work. */
  boolean isPlaceable() {
    return rejections.isEmpty()
        ? allowedEngines > 0
        : allowed.values().stream()
            .flatMap(Set::stream)
            .anyMatch(engine -> !rejections.contains(engine));
  }
}

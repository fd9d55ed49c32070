package org.multiengine.core.task.board;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineLife;

/**
 * The tasks that wait for an engine, in classes. Within a class the rank decides: the time at which
 * a task began to wait, moved forward by its priority. The difference of two ranks never changes,
 * although priorities grow with the time of waiting.
 */
final class WaitingTasks<N, W> {

  /** The number of classes without tasks that are kept for the next task. */
  private static final int MAX_UNUSED_CLASSES = 256;

  private final FarmNodes<N, W> nodes;
  private final long agingNanos;
  private final long origin;
  private final Map<ClassKey, WaitingClass<N, W>> classes = new LinkedHashMap<>();
  private final Map<ClassKey, WaitingClass<N, W>> unused = new LinkedHashMap<>();

  /** The classes with waiting tasks that any engine could run which fulfils their needs. */
  private final Set<WaitingClass<N, W>> free = new LinkedHashSet<>();

  /** The classes with waiting tasks for one engine. */
  private final Map<EngineLife, Set<WaitingClass<N, W>>> following = new HashMap<>();

  private long lastRankNumber;
  private int size;

  /**
   * Creates an empty collection.
   *
   * @param agingNanos the time in which a priority grows by 1; 0 for never
   * @param origin the time from which ranks count
   */
  WaitingTasks(FarmNodes<N, W> nodes, long agingNanos, long origin) {
    this.nodes = nodes;
    this.agingNanos = agingNanos;
    this.origin = origin;
  }

  /** Returns the number of tasks. */
  int size() {
    return size;
  }

  /** Returns the classes, with and without waiting tasks. */
  List<WaitingClass<N, W>> all() {
    List<WaitingClass<N, W>> all = new ArrayList<>(classes.values());
    all.addAll(unused.values());
    return all;
  }

  /** Returns the classes with waiting tasks that are not bound to one engine. */
  Collection<WaitingClass<N, W>> free() {
    return free;
  }

  /** Returns the classes with waiting tasks that must run on an engine. */
  Collection<WaitingClass<N, W>> following(EngineLife engine) {
    return following.getOrDefault(engine, Set.of());
  }

  /** Adds a task behind the tasks of its priority, in the class of a key. */
  WaitingClass<N, W> add(OpenTask<N, W> task, ClassKey key, long now) {
    rank(task, now);
    return enter(task, key);
  }

  /** Adds a task at the place that it had before it was sent. */
  WaitingClass<N, W> restore(OpenTask<N, W> task, ClassKey key) {
    return enter(task, key);
  }

  private void rank(OpenTask<N, W> task, long now) {
    task.rank = agingNanos == 0 ? -task.priority : now - origin - task.priority * agingNanos;
    task.rankNumber = ++lastRankNumber;
  }

  private WaitingClass<N, W> enter(OpenTask<N, W> task, ClassKey key) {
    WaitingClass<N, W> entered = task.waitingClass;
    if (entered == null || !entered.key().equals(key)) {
      leaveClass(task);
      entered = use(key);
      task.waitingClass = entered;
    }
    entered.queue().add(task);
    task.isQueued = true;
    size++;
    if (key.follow() == null) {
      free.add(entered);
    } else {
      following.computeIfAbsent(key.follow(), absent -> new LinkedHashSet<>()).add(entered);
    }
    return entered;
  }

  private WaitingClass<N, W> use(ClassKey key) {
    WaitingClass<N, W> used = classes.get(key);
    if (used == null) {
      used = unused.remove(key);
      used = used == null ? create(key) : used;
      classes.put(key, used);
    }
    used.users++;
    return used;
  }

  private WaitingClass<N, W> create(ClassKey key) {
    var plain = new ClassKey(key.needs(), key.kind(), null, Set.of());
    WaitingClass<N, W> sibling = key.isSpecial() ? find(plain) : null;
    var created =
        new WaitingClass<N, W>(key, sibling == null ? new Rejections() : sibling.rejections());
    if (key.follow() == null) {
      nodes.all().forEach(created::update);
    } else {
      FarmNode<N, W> node = nodes.of(key.follow());
      if (node != null) {
        created.update(node);
      }
    }
    return created;
  }

  private @Nullable WaitingClass<N, W> find(ClassKey key) {
    WaitingClass<N, W> used = classes.get(key);
    return used == null ? unused.get(key) : used;
  }

  /** Takes a task out of the queue in which it waits, if it waits in one. */
  void remove(OpenTask<N, W> task) {
    WaitingClass<N, W> left = task.waitingClass;
    if (left == null || !task.isQueued) {
      return;
    }
    left.queue().remove(task);
    task.isQueued = false;
    size--;
    if (left.queue().isEmpty()) {
      forgetEmpty(left);
    }
  }

  private void forgetEmpty(WaitingClass<N, W> empty) {
    EngineLife follow = empty.key().follow();
    if (follow == null) {
      free.remove(empty);
      return;
    }
    Set<WaitingClass<N, W>> others = following.get(follow);
    if (others != null && others.remove(empty) && others.isEmpty()) {
      following.remove(follow);
    }
  }

  /** Forgets the class of a task that ends or moves to another class. */
  void leaveClass(OpenTask<N, W> task) {
    remove(task);
    WaitingClass<N, W> left = task.waitingClass;
    task.waitingClass = null;
    if (left != null && --left.users == 0) {
      classes.remove(left.key());
      if (!left.key().isSpecial()) {
        unused.put(left.key(), left);
        dropOldest();
      }
    }
  }

  private void dropOldest() {
    if (unused.size() > MAX_UNUSED_CLASSES) {
      Iterator<ClassKey> oldest = unused.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** Changes the priority of a task that may wait. */
  void prioritize(OpenTask<N, W> task, int priority) {
    boolean queued = task.isQueued;
    if (queued && task.waitingClass != null) {
      task.waitingClass.queue().remove(task);
    }
    long step = agingNanos == 0 ? 1 : agingNanos;
    task.rank -= (priority - task.priority) * step;
    task.priority = priority;
    if (queued && task.waitingClass != null) {
      task.waitingClass.queue().add(task);
    }
  }

  /** Handles that engines of a node have come or gone. */
  void update(FarmNode<N, W> node) {
    classes.values().forEach(used -> used.update(node));
    unused.values().forEach(used -> used.update(node));
  }
}

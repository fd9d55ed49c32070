package org.multiengine.actors.internal.registry;

import static java.util.Objects.requireNonNull;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.registry.EngineChange;
import org.multiengine.actors.registry.EngineDirectory;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.identity.EngineId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory of a node: a copy of the registry, updated by the node's controller. */
public final class RegistryDirectory implements EngineDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(RegistryDirectory.class);

  private final Object changed = new Object();
  private final List<Consumer<EngineChange>> listeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> updateActions = new CopyOnWriteArrayList<>();
  private volatile SortedSet<EngineId> ids = Collections.emptySortedSet();
  private volatile SortedMap<EngineId, EngineInfo> known = Collections.emptySortedMap();
  private volatile SortedMap<EngineId, EngineEntry> entries = Collections.emptySortedMap();
  private volatile Map<EngineId, String> lostBefore = Map.of();

  /** Creates an empty directory. */
  public RegistryDirectory() {}

  /**
   * Takes the current state of the registry together with the engines that can be called. A caller
   * that finds an engine in {@link #ids} and adds a listener afterwards is not notified of that
   * engine's readiness.
   *
   * @param now the entries of the registry
   * @param callable the engines that can be called
   * @param all what is known of each engine
   */
  public void registered(
      SortedMap<EngineId, EngineEntry> now,
      SortedSet<EngineId> callable,
      SortedMap<EngineId, EngineInfo> all) {
    SortedMap<EngineId, EngineEntry> before;
    List<Consumer<EngineChange>> notified;
    synchronized (changed) {
      before = entries;
      if (before.isEmpty()) {
        lostBefore = lostAfterRunning(now);
      }
      entries = Collections.unmodifiableSortedMap(new TreeMap<>(now));
      notified = List.copyOf(listeners);
      set(callable, all);
    }
    updateActions.forEach(Runnable::run);
    EngineChanges.between(before, entries).forEach(change -> notify(notified, change));
  }

  /**
   * Replaces the engines that can be called, without a change of the registry.
   *
   * @param callable the engines that can be called
   * @param all what is known of each engine
   */
  public void update(SortedSet<EngineId> callable, SortedMap<EngineId, EngineInfo> all) {
    set(callable, all);
    updateActions.forEach(Runnable::run);
  }

  private void set(SortedSet<EngineId> callable, SortedMap<EngineId, EngineInfo> all) {
    synchronized (changed) {
      ids = Collections.unmodifiableSortedSet(new TreeSet<>(callable));
      known = Collections.unmodifiableSortedMap(new TreeMap<>(all));
      changed.notifyAll();
    }
  }

  /** Empties the sets of engines until the next controller has read the registry. */
  public void clear() {
    update(Collections.emptySortedSet(), Collections.emptySortedMap());
  }

  @Override
  public Runnable onChange(Consumer<EngineChange> listener) {
    synchronized (changed) {
      listeners.add(listener);
    }
    return () -> listeners.remove(listener);
  }

  @Override
  public Runnable onUpdate(Runnable action) {
    updateActions.add(action);
    return () -> updateActions.remove(action);
  }

  /**
   * Notifies listeners of a change. A listener that throws is logged and skipped; a listener
   * removed meanwhile is not called.
   */
  private void notify(List<Consumer<EngineChange>> notified, EngineChange change) {
    for (Consumer<EngineChange> listener : notified) {
      if (!listeners.contains(listener)) {
        continue;
      }
      try {
        listener.accept(change);
      } catch (RuntimeException e) {
        LOG.warn("a listener failed to handle {}", change, e);
      }
    }
  }

  @Override
  public SortedSet<EngineId> ids() {
    return ids;
  }

  @Override
  public SortedMap<EngineId, EngineInfo> known() {
    return known;
  }

  @Override
  public SortedMap<EngineId, String> slots() {
    SortedMap<EngineId, String> slots = new TreeMap<>();
    entries.forEach((id, entry) -> slots.put(id, entry.slot()));
    return slots;
  }

  @Override
  public SortedMap<EngineId, String> lost() {
    SortedMap<EngineId, String> lost = lost(entries);
    lost.entrySet().removeIf(entry -> entry.getValue().equals(lostBefore.get(entry.getKey())));
    return lost;
  }

  /**
   * Returns the lost engines that had been running. Engines that never started are left out so that
   * {@link #lost} reports them.
   */
  private static Map<EngineId, String> lostAfterRunning(SortedMap<EngineId, EngineEntry> entries) {
    Map<EngineId, String> lost = new HashMap<>(lost(entries));
    lost.keySet().removeIf(id -> requireNonNull(entries.get(id)).incarnation().isEmpty());
    return lost;
  }

  private static SortedMap<EngineId, String> lost(SortedMap<EngineId, EngineEntry> entries) {
    SortedMap<EngineId, String> lost = new TreeMap<>();
    entries.forEach(
        (id, entry) -> {
          if (entry.state() == EngineEntry.State.LOST) {
            lost.put(id, entry.detail());
          }
        });
    return lost;
  }

  /** Returns the relay of a slot that has a starting or ready engine; null if there is none. */
  public @Nullable ActorRef<LinkFrame> relay(String slot) {
    return entries.values().stream()
        .filter(entry -> entry.slot().equals(slot))
        .filter(entry -> entry.state() != EngineEntry.State.LOST)
        .map(EngineEntry::relay)
        .findFirst()
        .orElse(null);
  }

  /** Returns the number of engines in a state. */
  public int count(EngineEntry.State state) {
    return (int) entries.values().stream().filter(entry -> entry.state() == state).count();
  }

  @Override
  public boolean await(int count, Duration limit, IntConsumer progress)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    int reported = 0;
    while (true) {
      int now = ids.size();
      if (now != reported) {
        progress.accept(now);
        reported = now;
      }
      if (now >= count) {
        return true;
      }
      if (!awaitUntil(() -> ids.size() != now, deadline)) {
        return false;
      }
    }
  }

  /** Waits until an engine can be called or all known engines are lost; returns whether so. */
  boolean awaitAny(Duration limit) throws InterruptedException {
    return awaitUntil(this::isAnyOrAllLost, System.nanoTime() + limit.toNanos());
  }

  private boolean isAnyOrAllLost() {
    return !ids.isEmpty() || (!entries.isEmpty() && count(EngineEntry.State.STARTING) == 0);
  }

  private boolean awaitUntil(BooleanSupplier condition, long deadline) throws InterruptedException {
    synchronized (changed) {
      while (!condition.getAsBoolean()) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          return false;
        }
        changed.wait(millis);
      }
      return true;
    }
  }
}

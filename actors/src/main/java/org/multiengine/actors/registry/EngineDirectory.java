package org.multiengine.actors.registry;

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
import org.multiengine.actors.internal.link.LinkFrame;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.identity.EngineId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engines as this node's controller knows them: the ids of those that can be called, and what
 * is known of all. A local read for any thread.
 *
 * <pre>{@code
 * SortedSet<EngineId> ids = Multiengine.get(system).directory().ids();
 * }</pre>
 */
public final class EngineDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(EngineDirectory.class);

  private final Object changed = new Object();
  private volatile SortedSet<EngineId> ids = Collections.emptySortedSet();
  private volatile SortedMap<EngineId, EngineInfo> known = Collections.emptySortedMap();

  private volatile SortedMap<EngineId, EngineEntry> entries = Collections.emptySortedMap();
  private volatile Map<EngineId, String> lostBefore = Map.of();
  private final List<Consumer<EngineChange>> listeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> updateListeners = new CopyOnWriteArrayList<>();

  public EngineDirectory() {}

  /**
   * Takes what the registry says now, and with it which engines can be called: who sees an engine
   * among {@link #ids} and then listens does not hear of it as a change.
   */
  public void registered(
      SortedMap<EngineId, EngineEntry> now,
      SortedSet<EngineId> callable,
      SortedMap<EngineId, EngineInfo> all) {
    SortedMap<EngineId, EngineEntry> before;
    List<Consumer<EngineChange>> hearers;
    synchronized (changed) {
      before = entries;
      if (before.isEmpty()) {
        lostBefore = lostAfterALife(now);
      }
      entries = Collections.unmodifiableSortedMap(new TreeMap<>(now));
      hearers = List.copyOf(listeners);
      update(callable, all);
    }
    EngineChange.between(before, entries).forEach(change -> tell(hearers, change));
  }

  /**
   * Adds one who hears what becomes of engines from now on. Called by an actor's thread; must not
   * wait.
   *
   * @return ends it
   */
  public Runnable onChange(Consumer<EngineChange> listener) {
    synchronized (changed) {
      listeners.add(listener);
    }
    return () -> listeners.remove(listener);
  }

  /**
   * Adds an action to be run whenever anything is known anew, which engines can be called included.
   * Run by a thread that updates the directory; must return at once and not fail.
   *
   * @return removes the action
   */
  public Runnable onUpdate(Runnable action) {
    updateListeners.add(action);
    return () -> updateListeners.remove(action);
  }

  /** One that fails takes nothing from the others, and one that has ended hears nothing. */
  private void tell(List<Consumer<EngineChange>> hearers, EngineChange change) {
    for (Consumer<EngineChange> listener : hearers) {
      if (!listeners.contains(listener)) {
        continue;
      }
      try {
        listener.accept(change);
      } catch (RuntimeException e) {
        LOG.warn("a listener of engines has failed on {}", change, e);
      }
    }
  }

  /** Returns the slots of all engines that have an id, lost ones included. */
  public SortedMap<EngineId, String> slots() {
    SortedMap<EngineId, String> slots = new TreeMap<>();
    entries.forEach((id, entry) -> slots.put(id, entry.slot()));
    return slots;
  }

  /** Returns the relay of a slot of which an engine is there or being started; null if none is. */
  @Nullable
  public ActorRef<LinkFrame> relay(String slot) {
    return entries.values().stream()
        .filter(entry -> entry.slot().equals(slot))
        .filter(entry -> entry.state() != EngineEntry.State.LOST)
        .map(EngineEntry::relay)
        .findFirst()
        .orElse(null);
  }

  /** Returns how many engines there are in a state. */
  public int count(EngineEntry.State state) {
    return (int) entries.values().stream().filter(entry -> entry.state() == state).count();
  }

  /**
   * Returns the engines that have been lost or could not start since this node has known of
   * engines, and how; not those it found lost.
   */
  public SortedMap<EngineId, String> lost() {
    SortedMap<EngineId, String> lost = lost(entries);
    lost.entrySet().removeIf(entry -> entry.getValue().equals(lostBefore.get(entry.getKey())));
    return lost;
  }

  /** Who has had no life could not start, and that is news however early it is known. */
  private static Map<EngineId, String> lostAfterALife(SortedMap<EngineId, EngineEntry> entries) {
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

  /** Returns the ids in ascending order; an unmodifiable set that does not change any more. */
  public SortedSet<EngineId> ids() {
    return ids;
  }

  /**
   * Returns what is known of each engine without asking it, those that are being started or are
   * lost included; one that can be called is {@link EngineInfo.State#SILENT}, as it was not asked.
   * An unmodifiable map that does not change any more.
   */
  public SortedMap<EngineId, EngineInfo> known() {
    return known;
  }

  public void update(SortedSet<EngineId> callable, SortedMap<EngineId, EngineInfo> all) {
    synchronized (changed) {
      ids = Collections.unmodifiableSortedSet(new TreeSet<>(callable));
      known = Collections.unmodifiableSortedMap(new TreeMap<>(all));
      changed.notifyAll();
    }
    updateListeners.forEach(Runnable::run);
  }

  /**
   * Waits until so many engines can be called; returns whether there are in time.
   *
   * @param count how many
   * @param limit how long to wait at most
   * @param progress hears how many there are, each time that changes
   */
  public boolean await(int count, Duration limit, IntConsumer progress)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    int told = 0;
    while (true) {
      int now = ids.size();
      if (now != told) {
        progress.accept(now);
        told = now;
      }
      if (now >= count) {
        return true;
      }
      if (!awaitChange(now, deadline)) {
        return false;
      }
    }
  }

  /** Waits until an engine can be called, or all that are known are lost; returns whether so. */
  public boolean awaitAny(Duration limit) throws InterruptedException {
    return awaitUntil(this::isAnyOrAllLost, System.nanoTime() + limit.toNanos());
  }

  private boolean isAnyOrAllLost() {
    return !ids.isEmpty() || (!entries.isEmpty() && count(EngineEntry.State.STARTING) == 0);
  }

  private boolean awaitChange(int from, long deadline) throws InterruptedException {
    return awaitUntil(() -> ids.size() != from, deadline);
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

package org.multiengine.actors.internal.call;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.multiengine.actors.internal.farm.TaskFarm;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.actors.internal.registry.RegistryDirectory;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.Targets;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.core.error.NoEnginesRegistered;
import org.multiengine.core.identity.EngineId;

/** The engines that a controller can call, by the registry and by the ends that it has seen. */
public final class ReadyEngines {

  /**
   * An engine that has gone, and how.
   *
   * @param begun the attempts at tasks that its process had begun; empty if that is not known
   */
  public record Gone(EngineEntry entry, EngineLost error, String begun) {
    TaskFarm.LostEngine forFarm() {
      return new TaskFarm.LostEngine(entry, error, begun);
    }
  }

  private final RegistryDirectory directory;
  private SortedMap<EngineId, EngineEntry> known = Collections.emptySortedMap();
  private SortedMap<EngineId, EngineEntry> ready = Collections.emptySortedMap();

  public ReadyEngines(RegistryDirectory directory) {
    this.directory = directory;
  }

  /**
   * Returns the engines that targets mean.
   *
   * @throws InvalidEngineID if one is not registered
   * @throws NoEnginesRegistered if all are meant and there are none
   */
  public List<EngineEntry> resolve(Targets targets) {
    List<EngineEntry> entries = new ArrayList<>();
    for (EngineId id : targets.resolve(directory.ids())) {
      EngineEntry entry = ready.get(id);
      if (entry != null) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** Returns the engines that take requests. */
  Collection<EngineEntry> ready() {
    return Collections.unmodifiableCollection(ready.values());
  }

  /** Takes what the registry says now, and returns the lives of engines that have ended. */
  public List<Gone> update(SortedMap<EngineId, EngineEntry> registry) {
    SortedMap<EngineId, EngineEntry> before = ready;
    take(registry);
    directory.registered(registry, callable(), infos());
    return before.values().stream()
        .filter(entry -> !isAlive(entry))
        .map(entry -> gone(entry, registry))
        .toList();
  }

  private void set(SortedMap<EngineId, EngineEntry> now) {
    take(now);
    directory.update(callable(), infos());
  }

  private void take(SortedMap<EngineId, EngineEntry> now) {
    known = now;
    ready = new TreeMap<>(now);
    ready.values().removeIf(entry -> !entry.isReady());
  }

  private SortedSet<EngineId> callable() {
    return new TreeSet<>(ready.keySet());
  }

  private SortedMap<EngineId, EngineInfo> infos() {
    SortedMap<EngineId, EngineInfo> infos = new TreeMap<>();
    known.forEach((id, entry) -> infos.put(id, entry.info()));
    return infos;
  }

  private boolean isAlive(EngineEntry entry) {
    EngineEntry now = ready.get(entry.id());
    return now != null && now.incarnation().equals(entry.incarnation());
  }

  /**
   * Takes out the engines of a node that has gone, and returns them.
   *
   * @param how how the node has gone
   */
  public List<Gone> removeNode(ActorRef<LinkFrame> relay, String how) {
    List<EngineEntry> ofNode =
        ready.values().stream().filter(entry -> entry.relay().equals(relay)).toList();
    SortedMap<EngineId, EngineEntry> now = new TreeMap<>(known);
    ofNode.forEach(entry -> now.put(entry.id(), entry.lost(how)));
    set(now);
    return ofNode.stream().map(entry -> gone(entry, how)).toList();
  }

  /** Takes out engines that are being killed. */
  public void remove(List<EngineEntry> gone) {
    SortedMap<EngineId, EngineEntry> others = new TreeMap<>(known);
    gone.forEach(entry -> others.remove(entry.id()));
    set(others);
  }

  /** Restores engines that were to be killed and are not, unless the registry has changed them. */
  public void restore(List<EngineEntry> kept) {
    SortedMap<EngineId, EngineEntry> all = new TreeMap<>(known);
    kept.forEach(entry -> all.putIfAbsent(entry.id(), entry));
    set(all);
  }

  private static Gone gone(EngineEntry entry, SortedMap<EngineId, EngineEntry> registry) {
    for (EngineEntry other : registry.values()) {
      if (other.incarnation().equals(entry.incarnation()) && !other.id().equals(entry.id())) {
        return gone(entry, "it has become engine " + other.id());
      }
    }
    EngineEntry now = registry.get(entry.id());
    String how = now == null ? "" : now.detail();
    Gone gone = gone(entry, how.isEmpty() ? "it was removed or started again" : how);
    return now != null && now.incarnation().equals(entry.incarnation())
        ? new Gone(entry, gone.error(), now.begun())
        : gone;
  }

  /** Returns how an engine is lost. */
  static Gone gone(EngineEntry entry, String how) {
    return new Gone(
        entry, EngineLost.onNode(entry.id(), entry.incarnation(), entry.node(), how), "");
  }
}

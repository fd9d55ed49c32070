package org.multiengine.actors;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.multiengine.core.EngineId;

/**
 * What a controller has sent to each engine and has not heard of, in order: the first of it may be
 * running, the others wait.
 */
final class Outstanding {

  /**
   * A request that is with an engine.
   *
   * @param call the call it is of
   * @param place the place of the engine among the targets of the call
   */
  record Item(Controller.CallKey call, int place) {}

  private final Map<EngineId, Set<Item>> items = new HashMap<>();

  void add(EngineId engine, Item item) {
    items.computeIfAbsent(engine, absent -> new LinkedHashSet<>()).add(item);
  }

  void remove(EngineId engine, Item item) {
    Set<Item> ofEngine = items.get(engine);
    if (ofEngine != null && ofEngine.remove(item) && ofEngine.isEmpty()) {
      items.remove(engine);
    }
  }

  /** Forgets what is with an engine, and returns it, the oldest first. */
  List<Item> removeAll(EngineId engine) {
    Set<Item> ofEngine = items.remove(engine);
    return ofEngine == null ? List.of() : List.copyOf(ofEngine);
  }
}

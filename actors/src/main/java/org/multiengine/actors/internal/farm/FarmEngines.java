package org.multiengine.actors.internal.farm;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.task.NodeTraits;

/** The engines and nodes that a farm knows. Used by the farm alone. */
final class FarmEngines {

  private static final String REMOVED = "it was removed or started again";

  /** An engine that takes tasks. */
  record Joined(FarmNodeId node, EngineLife life, NodeTraits traits) {}

  /**
   * The changes since the last report of the registry.
   *
   * @param lost the engines that are gone, and how they ended
   * @param joined the engines that are new
   */
  record Changes(Map<EngineLife, EngineLost> lost, List<Joined> joined) {}

  private final Map<EngineLife, FarmNodeId> engines = new LinkedHashMap<>();
  private final Map<ActorRef<LinkFrame>, FarmNodeId> nodes = new HashMap<>();

  /** How engines of nodes ended that are not known to be gone themselves. */
  private final Map<FarmNodeId, EngineLost> endings = new HashMap<>();

  /** Returns the node of a relay; null if it is not known, or no longer. */
  @Nullable FarmNodeId node(ActorRef<LinkFrame> relay) {
    return nodes.get(relay);
  }

  @Nullable FarmNodeId nodeOf(EngineLife engine) {
    return engines.get(engine);
  }

  /** Takes the engines that take requests now; returns what has changed. */
  Changes update(TaskFarm.Engines now) {
    Map<EngineLife, EngineLost> lost = new LinkedHashMap<>();
    Map<EngineLife, FarmNodeId> before = new LinkedHashMap<>(engines);
    now.ready().forEach(entry -> before.remove(entry.life()));
    for (TaskFarm.LostEngine gone : now.lost()) {
      FarmNodeId node = before.remove(gone.engine().life());
      if (node != null) {
        lost.put(gone.engine().life(), gone.error());
        endings.put(node, gone.error());
      }
    }
    before.forEach(
        (life, node) ->
            lost.put(
                life, EngineLost.onNode(life.engine(), life.incarnation(), node.name(), REMOVED)));
    engines.keySet().removeAll(lost.keySet());
    List<Joined> joined = new ArrayList<>();
    for (EngineEntry entry : now.ready()) {
      if (!engines.containsKey(entry.life())) {
        FarmNodeId node = nodes.computeIfAbsent(entry.relay(), absent -> FarmNodeId.of(entry));
        engines.put(entry.life(), node);
        joined.add(new Joined(node, entry.life(), NodeTraits.none()));
      }
    }
    return new Changes(lost, joined);
  }

  /** Forgets a node that has ended; returns the error of its tasks. */
  EngineLost nodeGone(FarmNodeId node, String reason) {
    engines.values().removeIf(node::equals);
    nodes.remove(node.relay());
    EngineLost known = endings.remove(node);
    return known != null
        ? known
        : new EngineLost("the node " + node.name() + " has gone: " + reason);
  }

  /** Returns the error of a task whose engine is gone although its node is not. */
  EngineLost error(EngineLife engine) {
    return EngineLost.of(
        engine.engine(),
        engine.incarnation(),
        "engine " + engine.engine() + " has ended on its node");
  }
}

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
  record Changes(Map<EngineLife, Ending> lost, List<Joined> joined) {
    boolean areNone() {
      return lost.isEmpty() && joined.isEmpty();
    }
  }

  /**
   * How an engine or a node ended.
   *
   * @param begun the attempts that the process had begun; empty if that is not known
   */
  record Ending(EngineLost error, String begun) {}

  private final Map<EngineLife, FarmNodeId> engines = new LinkedHashMap<>();
  private final Map<ActorRef<LinkFrame>, FarmNodeId> nodes = new HashMap<>();

  /** How engines of nodes ended that are not known to be gone themselves. */
  private final Map<FarmNodeId, Ending> endings = new HashMap<>();

  /** Returns the node of a relay; null if it is not known, or no longer. */
  @Nullable FarmNodeId node(ActorRef<LinkFrame> relay) {
    return nodes.get(relay);
  }

  /** Takes the engines that take requests now; returns what has changed. */
  Changes update(TaskFarm.Engines now) {
    Map<EngineLife, Ending> lost = new LinkedHashMap<>();
    Map<EngineLife, FarmNodeId> before = new LinkedHashMap<>(engines);
    now.ready().forEach(entry -> before.remove(entry.life()));
    for (TaskFarm.LostEngine gone : now.lost()) {
      FarmNodeId node = before.remove(gone.engine().life());
      if (node != null) {
        var ending = new Ending(gone.error(), gone.begun());
        lost.put(gone.engine().life(), ending);
        endings.put(node, ending);
      }
    }
    before.forEach((life, node) -> lost.put(life, removed(life, node)));
    engines.keySet().removeAll(lost.keySet());
    List<Joined> joined = new ArrayList<>();
    for (EngineEntry entry : now.ready()) {
      if (!engines.containsKey(entry.life())) {
        FarmNodeId node = nodes.computeIfAbsent(entry.relay(), absent -> FarmNodeId.of(entry));
        engines.put(entry.life(), node);
        endings.remove(node); // it lives
        joined.add(new Joined(node, entry.life(), entry.traits()));
      }
    }
    return new Changes(lost, joined);
  }

  private static Ending removed(EngineLife life, FarmNodeId node) {
    return new Ending(
        EngineLost.onNode(life.engine(), life.incarnation(), node.name(), REMOVED), "");
  }

  /** Forgets a node that has ended; returns how. */
  Ending nodeGone(FarmNodeId node, String reason) {
    engines.values().removeIf(node::equals);
    nodes.remove(node.relay());
    Ending known = endings.remove(node);
    return known != null
        ? known
        : new Ending(new EngineLost("the node " + node.name() + " has gone: " + reason), "");
  }

  /** Returns the error of a task whose engine is gone although its node is not. */
  EngineLost error(EngineLife engine) {
    return EngineLost.of(
        engine.engine(),
        engine.incarnation(),
        "engine " + engine.engine() + " has ended on its node");
  }
}

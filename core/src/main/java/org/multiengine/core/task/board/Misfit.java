package org.multiengine.core.task.board;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.task.TaskNeeds;

/** The text that says which need of a task no engine fulfils. */
final class Misfit {

  private Misfit() {}

  static String text(ClassKey key, FarmNodes<?, ?> nodes) {
    EngineLife follow = key.follow();
    if (follow != null && nodes.of(follow) == null) {
      return "engine " + follow.engine() + ", which it must follow, is gone";
    }
    TaskNeeds needs = key.needs();
    for (String label : new TreeSet<>(needs.labels())) {
      if (nodes.all().stream().noneMatch(node -> node.traits().labels().contains(label))) {
        return "no engine has the label '" + label + "'";
      }
    }
    for (Map.Entry<String, Double> need : needs.resources().entrySet()) {
      double most =
          nodes.all().stream()
              .mapToDouble(node -> node.traits().amount(need.getKey()))
              .max()
              .orElse(0);
      if (most < need.getValue()) {
        String has =
            most == 0
                ? "no engine has the resource '" + need.getKey() + "'"
                : "no engine has more than " + most + " of the resource '" + need.getKey() + "'";
        return has + ", and the task needs " + need.getValue();
      }
    }
    Set<EngineId> engines = needs.engines();
    if (engines != null && engines.stream().noneMatch(engine -> isPresent(engine, nodes))) {
      return "none of the engines " + new TreeSet<>(engines) + " is there";
    }
    return "no engine fulfils all needs of the task";
  }

  private static boolean isPresent(EngineId engine, FarmNodes<?, ?> nodes) {
    return nodes.all().stream()
        .flatMap(node -> node.engines().stream())
        .anyMatch(life -> life.engine().equals(engine));
  }
}

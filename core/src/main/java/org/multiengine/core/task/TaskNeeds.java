package org.multiengine.core.task;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineId;

/**
 * The conditions that an engine must fulfil to run a task. Tasks of equal needs wait together.
 *
 * @param engines the engines that may run the task; null if any engine may
 * @param labels the labels that the engine's process must have
 * @param resources the amount of each resource that the task uses while it runs, by its name
 * @param condition the identity of a function that the engine evaluates on its properties before it
 *     runs the task, for example a hash of its code; empty if there is none
 */
public record TaskNeeds(
    @Nullable Set<EngineId> engines,
    Set<String> labels,
    Map<String, Double> resources,
    String condition) {

  private static final TaskNeeds NONE = new TaskNeeds(null, Set.of(), Map.of(), "");

  /** Copies the collections, and checks the amounts. */
  public TaskNeeds {
    engines = engines == null ? null : Set.copyOf(engines);
    labels = Set.copyOf(labels);
    resources = Map.copyOf(resources);
    resources.forEach(TaskNeeds::check);
  }

  private static void check(String resource, double amount) {
    if (!(amount > 0)) {
      throw new IllegalArgumentException(
          "a task needs more than 0 of a resource: " + resource + "=" + amount);
    }
  }

  /** Returns the needs of a task that any engine may run. */
  public static TaskNeeds none() {
    return NONE;
  }

  /** Returns whether the labels and resources of a process suffice. */
  public boolean areMetBy(NodeTraits traits) {
    return traits.labels().containsAll(labels)
        && resources.entrySet().stream()
            .allMatch(need -> traits.amount(need.getKey()) >= need.getValue());
  }

  /** Returns whether an engine is among those that may run the task. */
  public boolean allow(EngineId engine) {
    return engines == null || engines.contains(engine);
  }
}

package org.multiengine.core.task;

import java.util.Map;
import java.util.Set;

/**
 * The labels and resources that an engine process was started with. The engines of the process
 * share the resources. Both survive a reset of the engines.
 *
 * @param labels the labels
 * @param resources the amount of each resource, by its name
 */
public record NodeTraits(Set<String> labels, Map<String, Double> resources) {

  private static final NodeTraits NONE = new NodeTraits(Set.of(), Map.of());

  /** Copies both. */
  public NodeTraits {
    labels = Set.copyOf(labels);
    resources = Map.copyOf(resources);
  }

  /** Returns the traits of a process without labels and resources. */
  public static NodeTraits none() {
    return NONE;
  }

  /** Returns the amount of a resource; 0 if the process does not have it. */
  public double amount(String resource) {
    return resources.getOrDefault(resource, 0.0);
  }
}

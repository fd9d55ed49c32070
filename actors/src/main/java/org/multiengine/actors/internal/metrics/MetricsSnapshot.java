package org.multiengine.actors.internal.metrics;

import java.util.List;

/**
 * What a process of engines has measured so far.
 *
 * @param process a name of the process that no other one ever has
 * @param series its figures; empty if it was not asked to keep any
 */
public record MetricsSnapshot(String process, List<Series> series) {

  /** Takes what cannot be changed any more. */
  public MetricsSnapshot {
    series = List.copyOf(series);
  }
}

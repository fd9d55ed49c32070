package org.multiengine.actors.internal.metrics;

import java.util.List;

/**
 * The figures of an engine process at one moment.
 *
 * @param process a name of the process, unique over time and across hosts
 * @param series the figures; empty if the process does not keep any
 */
public record MetricsSnapshot(String process, List<Series> series) {

  /** Makes the list of series immutable. */
  public MetricsSnapshot {
    series = List.copyOf(series);
  }
}

package org.multiengine.core.identity;

/**
 * The number of an engine, 0 or more. Numbers are given lowest free first and given again after an
 * engine has been removed for good (reference, 8.1).
 *
 * @param value the number
 */
public record EngineId(int value) implements Comparable<EngineId> {

  /** Checks the number. */
  public EngineId {
    if (value < 0) {
      throw new IllegalArgumentException("an engine's number is 0 or more: " + value);
    }
  }

  @Override
  public int compareTo(EngineId other) {
    return Integer.compare(value, other.value);
  }

  /** Returns the bare number, as it stands in printed results. */
  @Override
  public String toString() {
    return Integer.toString(value);
  }
}

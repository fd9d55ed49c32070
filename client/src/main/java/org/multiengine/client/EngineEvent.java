package org.multiengine.client;

import org.multiengine.actors.registry.EngineChange;

/**
 * Something that has become of an engine; heard by {@link MultiEngineClient#onEngines}.
 *
 * @param engine the engine's id
 * @param kind what it is
 * @param detail more on it, for people; may be empty
 */
public record EngineEvent(int engine, Kind kind, String detail) {

  /** What can become of an engine. */
  public enum Kind {
    /** It takes requests for the first time. */
    READY("is ready"),
    /** It takes requests again, with an empty namespace. */
    RESTARTED("has been started again"),
    /** It has ended without having been asked to, or could not start. */
    LOST("is lost"),
    /** It was removed for good. */
    REMOVED("was removed");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** Returns the event of a change in the cluster's registry. */
  public static EngineEvent of(EngineChange change) {
    return new EngineEvent(
        change.id().value(), Kind.valueOf(change.kind().name()), change.detail());
  }

  /** Returns for example {@code engine 3 is lost: process 4711 was killed by signal 9}. */
  @Override
  public String toString() {
    return "engine " + engine + " " + kind.words + (detail.isEmpty() ? "" : ": " + detail);
  }
}

package org.multiengine.client;

import org.multiengine.actors.registry.EngineChange;

/**
 * A change of an engine; listeners receive it, see {@link MultiEngineClient#onEngines}.
 *
 * @param engine the engine's id
 * @param kind the kind of change
 * @param detail a readable explanation; may be empty
 */
public record EngineEvent(int engine, Kind kind, String detail) {

  /** The kinds of changes. */
  public enum Kind {
    /** The engine takes requests for the first time. */
    READY("is ready"),
    /** The engine takes requests again, with an empty namespace. */
    RESTARTED("has been started again"),
    /** The process of the engine neither ends nor makes progress; calls wait. */
    STUCK("is stuck"),
    /** The process of the engine makes progress again; nothing is lost. */
    RESUMED("makes progress again"),
    /** The engine has ended without a request to end, or could not start. */
    LOST("is lost"),
    /** The engine was removed for good. */
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

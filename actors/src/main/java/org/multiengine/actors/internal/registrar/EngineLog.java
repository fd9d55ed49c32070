package org.multiengine.actors.internal.registrar;

import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.membership.Addresses;
import org.multiengine.actors.internal.registry.EngineChanges;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.actors.registry.EngineChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The log of changes of engines. Each line names the event, the engine, its slot and its node as
 * key-value pairs, for programs that read logs. The registrar writes the log, so each event is in
 * the log of one host.
 */
final class EngineLog {

  private static final Logger LOG = LoggerFactory.getLogger("org.multiengine.engines");

  private EngineLog() {}

  /** Logs the change between two entries of an engine, if there is one. */
  static void changed(@Nullable EngineEntry before, EngineEntry now) {
    EngineChange.Kind kind = EngineChanges.kind(before, now);
    if (kind == null) {
      return;
    }
    Level level = isBad(kind, now) ? Level.WARN : Level.INFO;
    String words =
        switch (kind) {
          case READY -> "is ready";
          case RESTARTED -> "has been started again";
          case STUCK -> "is stuck: " + now.stuck();
          case RESUMED -> "makes progress again";
          case LOST -> "is lost: " + oneLine(now.detail());
          case REMOVED -> "was removed";
        };
    event(level, kind, now).log("engine {} {}", now.id(), words);
  }

  private static boolean isBad(EngineChange.Kind kind, EngineEntry now) {
    return kind == EngineChange.Kind.STUCK
        || (kind == EngineChange.Kind.LOST && !now.detail().endsWith(EngineEntry.NODE_LEFT));
  }

  /** Logs that an engine was removed for good. */
  static void removed(EngineEntry entry) {
    event(Level.INFO, EngineChange.Kind.REMOVED, entry).log("engine {} was removed", entry.id());
  }

  private static LoggingEventBuilder event(Level level, EngineChange.Kind kind, EngineEntry entry) {
    return LOG.atLevel(level)
        .addKeyValue("event", "engine-" + kind.name().toLowerCase(Locale.ROOT))
        .addKeyValue("engine", entry.id().value())
        .addKeyValue("slot", entry.slot())
        .addKeyValue("node", Addresses.hostAndPort(entry.node()));
  }

  private static String oneLine(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining(" | "));
  }
}

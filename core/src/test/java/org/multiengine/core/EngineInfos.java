package org.multiengine.core;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineId;

/** What tests know of engines. */
final class EngineInfos {

  static final Instant NOON = Instant.parse("2024-02-29T12:00:00Z");

  private EngineInfos() {}

  /** Returns an engine of which nothing is known but where it is. */
  static EngineInfo silent(int engine) {
    return new EngineInfo(
        new EngineId(engine), EngineInfo.State.SILENT, "127.0.0.1:25520", "groovy", null, "");
  }

  /** Returns what an engine tells that has run this for 12 seconds, or runs nothing. */
  static EngineInfo.Stats stats(@Nullable String runs, int waiting) {
    var memory = new EngineInfo.Memory(34L << 20, 2L << 30);
    var running = runs == null ? null : new EngineInfo.Running(runs, NOON, Duration.ofSeconds(12));
    return new EngineInfo.Stats(4711, memory, NOON, running, waiting);
  }
}

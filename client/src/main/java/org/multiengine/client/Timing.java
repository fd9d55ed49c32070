package org.multiengine.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.call.EngineTime;
import org.multiengine.core.identity.EngineId;

/**
 * The time at which a request ran on an engine, by the engine's clock.
 *
 * @param engine the engine
 * @param started when it began to run, or null if it never did or was answered at once
 * @param ended when it ended, or null likewise
 */
public record Timing(EngineId engine, @Nullable Instant started, @Nullable Instant ended) {

  static Timing of(EngineTime time) {
    return new Timing(time.engine(), time.started(), time.ended());
  }
}

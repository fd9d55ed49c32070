package org.multiengine.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.core.identity.EngineId;

/**
 * When a request ran on an engine, by the engine's clock.
 *
 * @param engine the engine
 * @param started when it began to run, or null if it never did or was answered at once
 * @param ended when it ended, or null likewise
 */
public record Timing(EngineId engine, @Nullable Instant started, @Nullable Instant ended) {

  static Timing of(CallObserver.EngineOutcome outcome) {
    return new Timing(outcome.engine(), outcome.started(), outcome.ended());
  }
}

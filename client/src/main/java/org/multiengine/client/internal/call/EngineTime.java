package org.multiengine.client.internal.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineId;

/**
 * The time a call took on one engine, by the engine's clock.
 *
 * @param engine the engine
 * @param started when the call began to run; null if it never did or was answered at once
 * @param ended when the call ended; null likewise
 */
public record EngineTime(EngineId engine, @Nullable Instant started, @Nullable Instant ended) {}

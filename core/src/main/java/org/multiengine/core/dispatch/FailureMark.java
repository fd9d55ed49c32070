package org.multiengine.core.dispatch;

import org.multiengine.core.identity.EngineLife;

/**
 * The newest failure of a client on an engine, as the engine's answers report it. Requests that are
 * sent from then on repeat the number, so that the engine knows that their client minds the failure
 * no longer.
 *
 * @param life the life of the engine
 * @param number the number of the failure; the numbers of a life grow
 */
public record FailureMark(EngineLife life, long number) {}

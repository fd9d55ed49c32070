package org.multiengine.core.dispatch;

import org.multiengine.core.identity.EngineLife;

/**
 * The newest failure of a client on an engine, as the engine's answers report it. Requests that are
 * sent from then on repeat the number, by which the engine recognizes that their client had
 * received the failure.
 *
 * @param life the life of the engine
 * @param number the number of the failure; the numbers of a life grow
 */
public record FailureMark(EngineLife life, long number) {}

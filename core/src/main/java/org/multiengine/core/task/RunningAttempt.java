package org.multiengine.core.task;

/**
 * An attempt that has begun and has not ended.
 *
 * @param node the node that it runs on
 * @param id the attempt
 * @param <N> what identifies a node
 */
public record RunningAttempt<N>(N node, AttemptId id) {}

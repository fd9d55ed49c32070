package org.multiengine.core.task;

/**
 * A task as its client submits it.
 *
 * @param id the task
 * @param kind the kind of work, for example a hash of its function; tasks of one kind are expected
 *     to take equally long. Empty if nothing is known
 * @param bytes the size of the work
 * @param options the options
 * @param work the request, which the rules only pass on
 * @param <W> the form of the work
 */
public record TaskSubmission<W>(TaskId id, String kind, long bytes, TaskOptions options, W work) {}

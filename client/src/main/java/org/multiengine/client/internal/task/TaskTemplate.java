package org.multiengine.client.internal.task;

import org.jspecify.annotations.Nullable;
import org.multiengine.core.task.TaskOptions;

/**
 * The options of the tasks that a map or a stream is divided into.
 *
 * @param options the options of each task
 * @param condition the function of an engine's properties that says whether it may run a task; null
 *     if there is none
 * @param failFast whether the first failure ends the rest
 */
public record TaskTemplate(
    TaskOptions options, @Nullable EncodedFunction condition, boolean failFast) {}

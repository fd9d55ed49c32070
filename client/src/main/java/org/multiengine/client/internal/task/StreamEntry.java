package org.multiengine.client.internal.task;

import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;

/**
 * The result of an element of a stream, or its error.
 *
 * @param value the result
 * @param error the error; null if there is a result
 */
record StreamEntry<R extends @Nullable Object>(@Nullable R value, @Nullable KernelError error) {}

package org.multiengine.client.internal.task;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.TaskOptions;

/**
 * A task to be submitted.
 *
 * @param label the name of the work in texts for users
 * @param kind the kind of work; tasks of one kind are expected to take equally long
 * @param options the options
 * @param arguments the tasks whose results are arguments of this one; their ends are awaited
 * @param request returns the request when the arguments are there
 * @param reader reads the result
 */
public record TaskCall<R extends @Nullable Object>(
    String label,
    String kind,
    TaskOptions options,
    List<ClientTask<?>> arguments,
    Supplier<TaskRequest> request,
    TaskReader<R> reader) {

  /** Returns this call with another reader of its result. */
  public <Q extends @Nullable Object> TaskCall<Q> reading(TaskReader<Q> other) {
    return new TaskCall<>(label, kind, options, arguments, request, other);
  }
}

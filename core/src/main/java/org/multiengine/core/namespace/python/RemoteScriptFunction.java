package org.multiengine.core.namespace.python;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.namespace.BatchFunction;
import org.multiengine.core.namespace.ScriptError;

/** A function in a Python process. */
final class RemoteScriptFunction implements BatchFunction {

  /** Makes a request to the process. */
  @FunctionalInterface
  interface Requests {
    /** Returns the reply, which may be an error. */
    List<?> exchange(IntConsumer done, String kind, @Nullable Object... arguments);
  }

  private final long number;
  private final Requests requests;

  RemoteScriptFunction(long number, Requests requests) {
    this.number = number;
    this.requests = requests;
  }

  @Override
  public @Nullable Object call(@Nullable Object... arguments) throws ScriptError {
    return Replies.value(requests.exchange(count -> {}, "call", number, Arrays.asList(arguments)));
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<@Nullable Object> callAll(List<?> sequences, IntConsumer done)
      throws ScriptError, ElementException {
    List<?> reply = requests.exchange(done, "map", number, sequences);
    Integer index = Replies.index(reply);
    if (index != null) {
      throw new ElementException(index, Replies.error(reply));
    }
    return (List<@Nullable Object>) Objects.requireNonNull(Replies.value(reply));
  }
}

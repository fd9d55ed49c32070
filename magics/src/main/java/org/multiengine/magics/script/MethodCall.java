package org.multiengine.magics.script;

import groovy.lang.MissingMethodException;
import java.util.List;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.client.PendingResult;

/**
 * A call of a script on a client, with its arguments bound to the method's parameters.
 *
 * @param calls the client or view it is made on
 * @param method the method's name in Java
 * @param arguments the arguments as the script gives them
 * @param values the values of the method's parameters
 */
record MethodCall(
    ScriptCalls calls, String method, Arguments arguments, List<@Nullable Object> values) {

  /** Returns the value of a parameter by its position. */
  @Nullable Object value(int index) {
    return values.get(index);
  }

  /** Makes the call, and returns its result, or a pending result if the script does not wait. */
  @Nullable Object invoke() {
    return invoke(method, values);
  }

  /** Calls another method of the client with the options of this call. */
  @Nullable Object invoke(String java, List<? extends @Nullable Object> given) {
    DirectView view = calls.viewFor(arguments.options());
    boolean wait = calls.waits(arguments.options());
    if (Members.hasPending(java)) {
      var pending = (PendingResult<?>) invokeOn(view, Members.pending(java), given);
      return calls.outcome(pending, wait);
    }
    return invokeOn(view, java, given);
  }

  private Object invokeOn(DirectView view, String java, List<? extends @Nullable Object> given) {
    try {
      return InvokerHelper.invokeMethod(view, java, given.toArray());
    } catch (MissingMethodException e) {
      if (!java.equals(e.getMethod())) {
        throw e;
      }
      List<String> types =
          given.stream()
              .map(value -> value == null ? "null" : value.getClass().getSimpleName())
              .toList();
      throw new IllegalArgumentException(
          arguments.method() + " does not take (" + String.join(", ", types) + ")", e);
    }
  }
}

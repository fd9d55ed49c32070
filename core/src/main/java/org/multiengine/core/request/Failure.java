package org.multiengine.core.request;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.KernelErrors;
import org.multiengine.core.error.RemoteError;
import org.multiengine.core.identity.EngineId;

/**
 * An error of a request on an engine, in the form that travels.
 *
 * @param kernel whether the error is Multiengine's own; otherwise a script or function threw it
 * @param errorName the name of the error's class, without its package
 * @param errorMessage its text; empty if it has none
 * @param traceback the traceback in IPython's form; empty if there is none
 * @param original what was thrown, or null if it cannot be encoded
 * @param details the data of an error of Multiengine's own, by name
 */
public record Failure(
    boolean kernel,
    String errorName,
    String errorMessage,
    String traceback,
    @Nullable EncodedValue original,
    Map<String, String> details) {

  /** Copies the details, which are null in a message that holds none. */
  public Failure {
    details = details == null ? Map.of() : Map.copyOf(details);
  }

  /** Creates a failure without details. */
  public Failure(
      boolean kernel,
      String errorName,
      String errorMessage,
      String traceback,
      @Nullable EncodedValue original) {
    this(kernel, errorName, errorMessage, traceback, original, Map.of());
  }

  /** Returns the form that travels of an error of Multiengine's own. */
  public static Failure of(KernelError error) {
    return new Failure(true, error.errorName(), error.errorMessage(), "", null, error.details());
  }

  /** Returns whether this is an error of Multiengine's own and of that class. */
  public boolean is(Class<? extends KernelError> type) {
    return kernel && errorName.equals(type.getSimpleName());
  }

  /** Returns the approximate size in bytes. */
  public long size() {
    long characters = (long) errorName.length() + errorMessage.length() + traceback.length();
    for (Map.Entry<String, String> detail : details.entrySet()) {
      characters += detail.getKey().length() + detail.getValue().length();
    }
    return 2 * characters + (original == null ? 0 : original.size());
  }

  /**
   * Returns the error that the client throws.
   *
   * @param engine the engine on which the request failed
   * @param method the engine's method
   * @param decoder returns the original exception, or null if its class is not known here
   */
  public KernelError toError(
      EngineId engine, String method, Function<EncodedValue, @Nullable Throwable> decoder) {
    KernelError own = kernel ? KernelErrors.restore(errorName, errorMessage, details) : null;
    if (own != null) {
      return own;
    }
    Throwable cause = original == null ? null : decoder.apply(original);
    return new RemoteError(engine, method, errorName, errorMessage, traceback, cause);
  }
}

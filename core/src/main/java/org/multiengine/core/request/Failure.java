package org.multiengine.core.request;

import static java.util.Map.entry;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.AccessDenied;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.EngineRestarted;
import org.multiengine.core.error.IndexError;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.KeyError;
import org.multiengine.core.error.NameError;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.error.RemoteError;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.error.TaskTimeout;
import org.multiengine.core.identity.EngineId;

/**
 * What went wrong with a request on an engine, in the form that travels.
 *
 * @param kernel whether Multiengine itself says so; else a script or function threw it
 * @param errorName the name of the error's class, without its package
 * @param errorMessage its text, empty if it has none
 * @param traceback the traceback in IPython's form, empty if there is none
 * @param original what was thrown, if it can be encoded
 */
public record Failure(
    boolean kernel,
    String errorName,
    String errorMessage,
    String traceback,
    @Nullable EncodedValue original) {

  private static final Map<String, Function<String, KernelError>> KERNEL_ERRORS =
      Map.ofEntries(
          entry("NameError", NameError::new),
          entry("IndexError", IndexError::new),
          entry("KeyError", KeyError::new),
          entry("TaskTimeout", TaskTimeout::new),
          entry("QueueCleared", QueueCleared::new),
          entry("QueueFull", QueueFull::new),
          entry("TaskAborted", TaskAborted::new),
          entry("EngineLost", EngineLost::new),
          entry("EngineRestarted", EngineRestarted::new),
          entry("AccessDenied", AccessDenied::new),
          entry("SerializationError", message -> new SerializationError(message, null)));

  /** Returns the form that travels of an error of Multiengine's own. */
  public static Failure of(KernelError error) {
    return new Failure(true, error.errorName(), error.errorMessage(), "", null);
  }

  /** Tells whether it is an error of Multiengine's own of that class. */
  public boolean is(Class<? extends KernelError> type) {
    return kernel && errorName.equals(type.getSimpleName());
  }

  /** Returns about how many bytes this holds. */
  public long size() {
    long texts = 2L * (errorName.length() + errorMessage.length() + traceback.length());
    return original == null ? texts : texts + original.size();
  }

  /**
   * Returns the error the client throws.
   *
   * @param engine where it happened
   * @param method the engine's method
   * @param decoder gives the original exception, or null if it is of a class not known here
   */
  public KernelError toError(
      EngineId engine, String method, Function<EncodedValue, @Nullable Throwable> decoder) {
    var known = kernel ? KERNEL_ERRORS.get(errorName) : null;
    if (known != null) {
      return known.apply(errorMessage);
    }
    Throwable cause = original == null ? null : decoder.apply(original);
    return new RemoteError(engine, method, errorName, errorMessage, traceback, cause);
  }
}

package org.multiengine.actors.internal.metrics;

import java.util.Collection;
import java.util.Locale;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.request.Outcome;

/** The result of a call or request in metrics and logs, from the worst to the best. */
public enum CallResult {
  /** The engine was lost or had been restarted. */
  LOST,
  /** The executed code failed. */
  FAILED,
  /** The request was cancelled or did not complete in time. */
  CANCELLED,
  /** A limit was reached, or the request could not be sent or run. */
  REFUSED,
  /** The request was removed from a queue before it ran. */
  DROPPED,
  /** The request succeeded. */
  OK;

  /** Returns the name of the result in tags and logs. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the result of a request with an outcome. */
  public static CallResult of(Outcome outcome) {
    if (!(outcome instanceof Outcome.Failed failed)) {
      return OK;
    }
    return failed.failure().kernel() ? of(failed.failure().errorName()) : FAILED;
  }

  /** Returns the result of a request that failed with an error of Multiengine's own. */
  public static CallResult of(KernelError error) {
    return of(error.errorName());
  }

  private static CallResult of(String errorName) {
    return switch (errorName) {
      case "EngineLost", "EngineRestarted" -> LOST;
      case "TaskAborted", "TaskTimeout" -> CANCELLED;
      case "QueueFull", "AccessDenied", "KernelError", "InvalidEngineID", "NoEnginesRegistered" ->
          REFUSED;
      case "QueueCleared" -> DROPPED;
      default -> FAILED;
    };
  }

  /** Returns the result of a call: the worst result of its requests, or OK if there are none. */
  public static CallResult worst(Collection<CallResult> results) {
    return results.stream().min(CallResult::compareTo).orElse(OK);
  }
}

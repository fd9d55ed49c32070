package org.multiengine.actors.internal.metrics;

import java.util.Collection;
import java.util.Locale;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.request.Outcome;

/** How a call or request ended, as metrics and logs tell it; the worst first. */
public enum CallResult {
  /** Its engine was lost, or had been started again. */
  LOST,
  /** The code it ran failed. */
  FAILED,
  /** It was cancelled, or did not end in time. */
  CANCELLED,
  /** A limit was reached, or it could not be sent or run at all. */
  REFUSED,
  /** It was taken from a queue before it ran. */
  DROPPED,
  /** All went well. */
  OK;

  /** Returns its name in tags and logs. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns how a request ended. */
  public static CallResult of(Outcome outcome) {
    if (!(outcome instanceof Outcome.Failed failed)) {
      return OK;
    }
    return failed.failure().kernel() ? of(failed.failure().errorName()) : FAILED;
  }

  /** Returns what an error of Multiengine's own says. */
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

  /** Returns how a call ended of which some requests ended so: as the worst of them. */
  public static CallResult worst(Collection<CallResult> results) {
    return results.stream().min(CallResult::compareTo).orElse(OK);
  }
}

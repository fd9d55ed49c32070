package org.multiengine.core.error;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call did not end within the limit of its view and was cancelled. */
public final class TaskTimeout extends KernelError {

  private static final long serialVersionUID = 1L;

  private static final String LIMIT_MILLIS = "limit-millis";

  /** Creates an error of which only the text for the user is known. */
  public TaskTimeout(String message) {
    this(message, Map.of());
  }

  TaskTimeout(String message, Map<String, String> details) {
    super(message, details);
  }

  /** Returns the error of a call that was cancelled at its limit. */
  public static TaskTimeout after(Duration limit) {
    return new TaskTimeout(text(limit), details(limit));
  }

  /**
   * Returns the error of a call that was cancelled at its limit.
   *
   * @param limit the limit
   * @param consequence what the cancellation led to, for the user
   */
  public static TaskTimeout after(Duration limit, String consequence) {
    return new TaskTimeout(text(limit) + "; " + consequence, details(limit));
  }

  private static String text(Duration limit) {
    return "it did not end within " + limit.toMillis() + " ms";
  }

  private static Map<String, String> details(Duration limit) {
    return Map.of(LIMIT_MILLIS, String.valueOf(limit.toMillis()));
  }

  /** Returns the time the call was allowed to take, or null if it is not known. */
  public @Nullable Duration limit() {
    Long millis = numberDetail(LIMIT_MILLIS);
    return millis == null ? null : Duration.ofMillis(millis);
  }
}

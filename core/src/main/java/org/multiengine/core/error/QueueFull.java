package org.multiengine.core.error;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A queue reached its limit and refused a request. Nothing of the request ran. */
public final class QueueFull extends KernelError {

  private static final long serialVersionUID = 1L;

  private static final String SETTING = "setting";
  private static final String LIMIT = "limit";

  /** Creates an error of which only the text for the user is known. */
  public QueueFull(String message) {
    this(message, Map.of());
  }

  QueueFull(String message, Map<String, String> details) {
    super(message, details);
  }

  /**
   * Returns the error of a queue.
   *
   * @param setting the full name of the setting of the limit
   * @param limit the limit, in requests or bytes
   * @param message the text for the user
   */
  public static QueueFull of(String setting, long limit, String message) {
    return new QueueFull(message, Map.of(SETTING, setting, LIMIT, String.valueOf(limit)));
  }

  /** Returns the name of the setting that raises the limit, or an empty text if it is not known. */
  public String setting() {
    return detail(SETTING);
  }

  /** Returns the limit in the unit of its setting, or null if it is not known. */
  public @Nullable Long limit() {
    return numberDetail(LIMIT);
  }
}

package org.multiengine.core.error;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineId;

/**
 * The superclass of all errors that Multiengine throws at its callers (reference: IPython's {@code
 * IPython.kernel.error.KernelError}). Errors are unchecked. Each cause has a class of its own,
 * under the name that IPython gave it.
 */
public class KernelError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The name of the detail that holds the number of an engine. */
  static final String ENGINE = "engine";

  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private final HashMap<String, String> details;

  /** Creates an error with a text for the user. */
  public KernelError(String message) {
    this(message, Map.of());
  }

  /** Creates an error with a text for the user and its cause. */
  public KernelError(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.details = new HashMap<>();
  }

  /** Creates an error with a text for the user and data for programs. */
  KernelError(String message, Map<String, String> details) {
    super(message);
    this.details = new HashMap<>(details);
  }

  /** Returns the name printed before the text, as in {@code [0:execute]: NameError: ...}. */
  public String errorName() {
    return getClass().getSimpleName();
  }

  /** Returns the text printed after the name; empty if there is none. */
  public String errorMessage() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /**
   * Returns the data of this error as texts by name, the form in which it travels; empty for most
   * errors. The accessors of the subclasses return the same data as values.
   */
  public Map<String, String> details() {
    return Collections.unmodifiableMap(details);
  }

  /** Returns a detail, or an empty text if there is none of that name. */
  final String detail(String name) {
    return details.getOrDefault(name, "");
  }

  /** Returns a detail that is a number, or null if there is none of that name. */
  final @Nullable Long numberDetail(String name) {
    String digits = detail(name);
    return NUMBER.matcher(digits).matches() ? Long.valueOf(digits) : null;
  }

  /** Returns the engine that the details name, or null if they name none. */
  final @Nullable EngineId engineDetail() {
    Long number = numberDetail(ENGINE);
    return number == null || number > Integer.MAX_VALUE ? null : new EngineId(number.intValue());
  }
}

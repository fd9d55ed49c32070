package org.multiengine.core.namespace;

import org.jspecify.annotations.Nullable;

/**
 * The result of a text that succeeded.
 *
 * @param value the value of the last statement, or null
 * @param displayed whether an interactive prompt shows the value: true for an expression, false for
 *     an assignment, a declaration, a loop, or no value
 * @param display the form in which a prompt shows a value that exists outside of this process; null
 *     if {@link Namespace#display} returns the form
 */
public record Evaluation(@Nullable Object value, boolean displayed, @Nullable String display) {

  /** The result of a text without a value. */
  public static final Evaluation NONE = new Evaluation(null, false);

  /** Creates a result whose value exists in this process. */
  public Evaluation(@Nullable Object value, boolean displayed) {
    this(value, displayed, null);
  }

  /** Returns the result of a text whose value exists elsewhere. */
  public static Evaluation elsewhere(String display) {
    return new Evaluation(null, true, display);
  }
}

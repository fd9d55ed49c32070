package org.multiengine.core.namespace;

import org.jspecify.annotations.Nullable;

/**
 * The result of a text that succeeded.
 *
 * @param value the value of the last statement, or null
 * @param displayed whether an interactive prompt shows the value: true for an expression, false for
 *     an assignment, a declaration, a loop, or no value
 */
public record Evaluation(@Nullable Object value, boolean displayed) {

  /** The result of a text without a value. */
  public static final Evaluation NONE = new Evaluation(null, false);
}

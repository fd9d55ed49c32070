package org.multiengine.core.namespace;

import org.jspecify.annotations.Nullable;

/**
 * What a text that ran to its end left behind.
 *
 * @param value the value of the last statement, or null
 * @param displayed whether an interactive prompt shows that value: true for an expression, false
 *     for an assignment, a declaration, a loop, or no value
 */
public record Evaluation(@Nullable Object value, boolean displayed) {

  /** The evaluation of a text that leaves no value. */
  public static final Evaluation NONE = new Evaluation(null, false);
}

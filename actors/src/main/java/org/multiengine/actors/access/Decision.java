package org.multiengine.actors.access;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A guard's decision on a request.
 *
 * @param reason why the request is refused, shown to the user who sent it; null if it is allowed
 */
public record Decision(@Nullable String reason) {

  /** The decision to allow a request. */
  public static final Decision ALLOWED = new Decision(null);

  /** Returns a decision to refuse a request. */
  public static Decision refused(String reason) {
    return new Decision(Objects.requireNonNull(reason, "reason"));
  }

  /** Returns whether the request is allowed. */
  public boolean isAllowed() {
    return reason == null;
  }
}

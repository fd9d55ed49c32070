package org.multiengine.actors.access;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a guard decides.
 *
 * @param reason why the request is refused, for the user who made it; null if it may pass
 */
public record Decision(@Nullable String reason) {

  /** The request may pass. */
  public static final Decision ALLOWED = new Decision(null);

  /** Returns that a request is refused. */
  public static Decision refused(String reason) {
    return new Decision(Objects.requireNonNull(reason, "reason"));
  }

  /** Tells whether the request may pass. */
  public boolean isAllowed() {
    return reason == null;
  }
}

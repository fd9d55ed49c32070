package org.multiengine.actors.internal.link.frame;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.request.EncodedValue;

/** A message that a link carries for its owner. */
public non-sealed interface LinkPayload extends LinkMessage {

  /**
   * Returns the same message with each value in it replaced, in an order that is always the same.
   */
  default LinkPayload mapValues(UnaryOperator<EncodedValue> change) {
    return this;
  }

  /** Returns the client whose messages keep their order; null if the order makes no difference. */
  default @Nullable String orderedClient() {
    return null;
  }

  /** Returns the call for which the progress of a large message counts; null for none. */
  default @Nullable CallId progressCall() {
    return null;
  }

  /**
   * Returns whether the link may refuse the message because too many wait. A message that answers
   * or ends something accepted earlier is never refused.
   */
  @JsonIgnore
  default boolean isRefusable() {
    return false;
  }
}

package org.multiengine.actors.internal.link;

import org.jspecify.annotations.Nullable;

/**
 * The decision of a link's owner on a large payload, made when the payload begins to arrive.
 *
 * @param release runs when the payload is complete or will never be; null if the payload is dropped
 */
public record Admission(@Nullable Runnable release) {

  /** The payload is taken. */
  public static final Admission GRANTED = new Admission(() -> {});

  /** The payload is dropped. Its owner has answered it already. */
  public static final Admission DENIED = new Admission(null);

  /** Returns whether the payload is taken. */
  public boolean isGranted() {
    return release != null;
  }
}

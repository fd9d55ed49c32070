package org.multiengine.actors.internal.door;

import org.jspecify.annotations.Nullable;
import org.multiengine.core.net.Connection;

/** Decides which peers may use a door, by what their connections show of them. */
@FunctionalInterface
interface Admissions {

  /** Returns why a peer is not admitted; null if it is. */
  @Nullable String refusal(Connection connection);
}

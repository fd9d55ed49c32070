package org.multiengine.client;

/** What becomes of a client's waiting calls on an engine when an earlier one fails there. */
public enum OnError {
  /** They fail with QueueCleared, as they may build on the result (reference, 7.2). */
  CLEAR_QUEUE,
  /** They run. */
  CONTINUE
}

package org.multiengine.client;

/**
 * What becomes of a client's waiting calls on an engine when an earlier one fails there.
 *
 * <pre>{@code
 * DirectView steady = client.all().onError(OnError.CONTINUE);
 * }</pre>
 */
public enum OnError {
  /** They fail with QueueCleared, as they may build on the result (reference, 7.2). */
  CLEAR_QUEUE,
  /** They run. */
  CONTINUE
}

package org.multiengine.client;

/**
 * What happens to a client's waiting calls on an engine when an earlier call fails there.
 *
 * <pre>{@code
 * DirectView steady = client.all().onError(OnError.CONTINUE);
 * }</pre>
 */
public enum OnError {
  /** They fail with QueueCleared, because they may depend on the result (reference, 7.2). */
  CLEAR_QUEUE,
  /** They run. */
  CONTINUE
}

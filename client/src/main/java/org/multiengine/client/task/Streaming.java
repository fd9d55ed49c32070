package org.multiengine.client.task;

import org.multiengine.client.internal.task.StreamBounds;

/**
 * The options of a stream. Immutable.
 *
 * @param ordered whether results come in the order of the elements; otherwise as they are ready
 * @param inFlight how many elements may be sent and without a result; 0 for a number that follows
 *     from the number of engines and the time an element takes
 * @param inFlightBytes how many bytes these elements may hold
 * @param undelivered how many results may wait for the consumer, those included that wait behind a
 *     slower one in an ordered stream; 0 for twice the elements in flight
 * @param onError what happens at an element that failed
 */
public record Streaming(
    boolean ordered, int inFlight, long inFlightBytes, int undelivered, OnElementError onError) {

  private static final long DEFAULT_BYTES = 64L << 20;

  /** Checks the numbers. */
  public Streaming {
    if (inFlight < 0 || inFlightBytes < 1 || undelivered < 0) {
      throw new IllegalArgumentException("the bounds of a stream are positive");
    }
  }

  /** Returns the options of a stream in the order of its elements. */
  public static Streaming inOrder() {
    return new Streaming(true, 0, DEFAULT_BYTES, 0, OnElementError.THROW);
  }

  /** Returns the options of a stream whose results come as they are ready. */
  public static Streaming unordered() {
    return new Streaming(false, 0, DEFAULT_BYTES, 0, OnElementError.THROW);
  }

  /** Returns these options with another number of elements in flight. */
  public Streaming inFlight(int elements) {
    return new Streaming(ordered, elements, inFlightBytes, undelivered, onError);
  }

  /** Returns these options with another number of results that may wait for the consumer. */
  public Streaming undelivered(int results) {
    return new Streaming(ordered, inFlight, inFlightBytes, results, onError);
  }

  /** Returns these options with another reaction to elements that fail. */
  public Streaming onError(OnElementError reaction) {
    return new Streaming(ordered, inFlight, inFlightBytes, undelivered, reaction);
  }

  StreamBounds bounds() {
    StreamBounds.Reaction reaction =
        switch (onError) {
          case THROW -> StreamBounds.Reaction.THROW;
          case SKIP -> StreamBounds.Reaction.SKIP;
          case CANCEL -> StreamBounds.Reaction.END;
        };
    return new StreamBounds(ordered, inFlight, inFlightBytes, undelivered, reaction);
  }
}

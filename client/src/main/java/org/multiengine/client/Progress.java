package org.multiengine.client;

import org.multiengine.client.internal.call.Count;

/**
 * The progress of a call. A map counts elements, over all its engines together; any other call
 * counts engines. An element or engine counts when it has ended, well or not.
 *
 * <p>Elements are counted as engines report them, several times a second ({@code
 * multiengine.engine.output.live-interval}), so the count may lag behind; it never goes back. The
 * elements of an engine that has failed stay at its last report until the call has ended; of a call
 * that has ended, all elements count.
 *
 * @param done how many elements, or engines, have ended
 * @param total how many elements the map has, or on how many engines the call runs; 0 of a call
 *     that is no map until its first engine has ended
 */
public record Progress(int done, int total) {

  static Progress of(Count ended) {
    return new Progress((int) ended.done(), (int) ended.total());
  }

  /** Returns for example {@code 250 of 1000}. */
  @Override
  public String toString() {
    return done + " of " + total;
  }
}

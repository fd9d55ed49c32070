package org.multiengine.client;

/**
 * How far a call is.
 *
 * @param done how many elements of a map are done; of another call, how many engines have ended
 * @param total how many there are
 */
public record Progress(int done, int total) {

  /** Returns for example {@code 250 of 1000}. */
  @Override
  public String toString() {
    return done + " of " + total;
  }
}

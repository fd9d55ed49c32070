package org.multiengine.core.identity;

/**
 * Identifies a part of a call: the request of a call on one of its targets.
 *
 * @param call the call
 * @param place the place of the engine among the targets of the call, from 0
 */
public record PartId(CallId call, int place) {

  /** Returns the name of the client that made the call. */
  public String client() {
    return call.client();
  }

  /** Returns the form used in messages, for example {@code ann#17[2]}. */
  @Override
  public String toString() {
    return call + "[" + place + "]";
  }
}

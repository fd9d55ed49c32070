package org.multiengine.core.engine;

import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Request;

/**
 * A request in an engine's queue.
 *
 * @param part the part of a call that the request belongs to
 * @param request the request
 * @param continueOnError whether the client's later requests stay when this one fails
 * @param live whether the client wants reports while the request runs
 * @param failureSeen the number of the newest failure of the client on this engine that was known
 *     where the request was sent; 0 if none was
 */
public record QueuedRequest(
    PartId part, Request.Queued request, boolean continueOnError, boolean live, long failureSeen) {

  /** Returns the name of the client that sent the request. */
  public String client() {
    return part.client();
  }

  /** Returns whether the request belongs to a call. */
  public boolean isOf(CallId call) {
    return part.call().equals(call);
  }
}

package org.multiengine.core.engine;

import org.multiengine.core.request.Request;

/**
 * A request in an engine's queue.
 *
 * @param client who sent it
 * @param call the client's number of the call
 * @param place the place of this request among the targets of the call, from 0
 * @param request what is asked
 * @param continueOnError whether the client's later requests stay when this one fails
 * @param live whether the client wants to hear what the request does while it runs
 */
public record Ticket(
    String client, long call, int place, Request request, boolean continueOnError, boolean live) {

  /** Tells whether this is a request of that client's call. */
  public boolean isOf(String ofClient, long ofCall) {
    return call == ofCall && client.equals(ofClient);
  }
}

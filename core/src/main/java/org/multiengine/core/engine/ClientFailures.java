package org.multiengine.core.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.QueueCleared;

/**
 * The newest failure of each client on an engine, until a request of the client arrives that was
 * sent after the client had received the failure. An earlier request may build on the result that
 * failed, so it must not run. Not safe for use by several threads.
 *
 * <p>The requests of a client arrive in the order in which they were sent. Therefore the failure of
 * a client is forgotten at the first request that was sent after it was received.
 */
final class ClientFailures {

  /**
   * The number of clients with a failure that are remembered. Most of those that send nothing after
   * their failure have gone. The client that failed first is forgotten first.
   */
  static final int MAX_REMEMBERED_CLIENTS = 1_000;

  private record Newest(long number, String why) {}

  private final Map<String, Newest> newest = new LinkedHashMap<>();

  /** The number of failures of all clients. It grows only, whatever is forgotten. */
  private long count;

  /**
   * Notes a failure.
   *
   * @param why why earlier requests of the client are dropped, for users
   */
  void failed(String client, String why) {
    newest.remove(client);
    newest.put(client, new Newest(++count, why));
    if (newest.size() > MAX_REMEMBERED_CLIENTS) {
      newest.remove(newest.keySet().iterator().next());
    }
  }

  /** Returns the number of a client's newest failure; 0 if none is remembered. */
  long newestOf(String client) {
    Newest failure = newest.get(client);
    return failure == null ? 0 : failure.number();
  }

  /** Forgets the failures of a client. */
  void forget(String client) {
    newest.remove(client);
  }

  /** Returns why a request that arrives must not run; null if it may. */
  @Nullable QueueCleared refusal(QueuedRequest request) {
    Newest failure = newest.get(request.client());
    if (failure == null) {
      return null;
    }
    if (request.failureSeen() >= failure.number()) {
      newest.remove(request.client());
      return null;
    }
    return request.continueOnError() ? null : new QueueCleared(failure.why());
  }
}

package org.multiengine.client.internal.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.CallObserver.EngineOutcome;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.client.internal.value.ClientValues;
import org.multiengine.client.internal.value.PushRequest;
import org.multiengine.core.Targets;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.partition.Distribution;
import org.multiengine.core.request.Request;

/**
 * The pieces of a sequence on engines: scatters and gathers them.
 *
 * @param session the client
 * @param targets the engines
 * @param options how calls are made
 * @param distribution which elements go to which engine
 */
public record Partition(
    Session session, Targets targets, CallOptions options, Distribution distribution) {

  /**
   * Binds the pieces of a sequence to a name, one piece an engine.
   *
   * @param flatten whether a piece of exactly one element is bound as that element
   * @throws IllegalArgumentException if it is no sequence
   * @throws SerializationError if an element cannot be sent
   */
  public PendingCall<@Nullable Void> scatter(String name, Object sequence, boolean flatten) {
    List<Integer> engines = session.resolve(targets);
    List<Request> requests = new ArrayList<>();
    for (Object piece : distribution.split(sequence, engines.size())) {
      Object value = flatten && Distribution.length(piece) == 1 ? single(piece) : piece;
      requests.add(PushRequest.of(Map.of(name, encode(name, requests.size(), value)), false));
    }
    return session.submit(
        new Call<>(
            "scatter",
            Targets.of(engines),
            requests,
            options,
            0,
            outcomes -> {
              session.outcomes().read("scatter", "push", outcomes, outcome -> outcome);
              return null;
            }));
  }

  /** Encodes a piece. Errors name its place, because their path begins at the piece. */
  private ClientValues.Outbound encode(String name, int place, @Nullable Object piece) {
    try {
      return session.values().encode(piece);
    } catch (SerializationError error) {
      String text = "cannot scatter '" + name + "': in piece " + place + ": " + error.getMessage();
      throw new SerializationError(text, error.getCause());
    }
  }

  private static @Nullable Object single(Object piece) {
    return Distribution.asList(piece).get(0);
  }

  /**
   * Joins the pieces that engines have under a name, in the order of the targets.
   *
   * @throws IllegalArgumentException if there are no targets; the result fails with one if the
   *     pieces do not fit together
   */
  public PendingCall<Object> gather(String name) {
    var request = new Request.Pull(List.of(name));
    return session.submit(
        new Call<>(
            "gather",
            Targets.of(session.resolve(targets)),
            List.of(request),
            options,
            0,
            outcomes -> distribution.join(pieces(request, outcomes))));
  }

  private List<@Nullable Object> pieces(Request request, List<EngineOutcome> outcomes) {
    return session
        .outcomes()
        .<@Nullable Object>read(
            "gather",
            request.method(),
            outcomes,
            outcome -> session.outcomes().values(outcome).get(0));
  }
}

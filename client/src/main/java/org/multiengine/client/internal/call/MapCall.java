package org.multiengine.client.internal.call;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.CallObserver.EngineOutcome;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.client.internal.value.ClientValues;
import org.multiengine.client.internal.value.FunctionLabel;
import org.multiengine.core.Targets;
import org.multiengine.core.code.CodeRegistry;
import org.multiengine.core.partition.Distribution;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.Request;

/**
 * A map over sequences: splits them among engines, one request each, and joins the results.
 *
 * @param session the client
 * @param targets the engines
 * @param options how the call is made
 * @param distribution which elements go to which engine
 */
public record MapCall(
    Session session, Targets targets, CallOptions options, Distribution distribution) {

  /**
   * Makes the call.
   *
   * @param function a remote function, a closure, or an expression as text
   * @param sequences lists, arrays or texts of one length
   * @throws IllegalArgumentException if lengths differ or there is no sequence
   */
  public <R extends @Nullable Object> PendingCall<List<R>> submit(
      Object function, List<?> sequences) {
    int length = commonLength(sequences);
    ClientValues.Outbound sent = session.values().encodeFunction(function);
    List<Integer> engines = session.resolve(targets);
    return session.submit(
        new Call<>(
            "map",
            Targets.of(engines),
            requests(function, sent, sequences, engines.size()),
            options,
            length,
            outcomes -> joined(outcomes, sent.loader())));
  }

  private static int commonLength(List<?> sequences) {
    if (sequences.isEmpty()) {
      throw new IllegalArgumentException("map needs at least one sequence");
    }
    int length = Distribution.length(sequences.get(0));
    for (Object sequence : sequences) {
      if (Distribution.length(sequence) != length) {
        throw new IllegalArgumentException(
            "all sequences must have equal length; the first has "
                + length
                + " elements and another "
                + Distribution.length(sequence));
      }
    }
    return length;
  }

  private List<Request> requests(
      Object function, ClientValues.Outbound sent, List<?> sequences, int engines) {
    List<List<Object>> pieces = new ArrayList<>();
    sequences.forEach(sequence -> pieces.add(distribution.split(sequence, engines)));
    String label = FunctionLabel.of(function);
    List<Request> requests = new ArrayList<>();
    int first = 0;
    for (int part = 0; part < engines; part++) {
      int place = part;
      List<ClientValues.Outbound> ofEngine =
          pieces.stream().map(of -> session.values().encode(of.get(place))).toList();
      boolean block = distribution == Distribution.BLOCK;
      requests.add(
          new Request.MapPart(
              new CodedValue(sent.bytes(), code(sent, ofEngine)),
              ofEngine.stream().map(ClientValues.Outbound::bytes).toList(),
              block ? first : part,
              block ? 1 : engines,
              label));
      first += Distribution.length(pieces.get(0).get(part));
    }
    return requests;
  }

  /**
   * Returns the code of the function, or of the first elements that have one: an expression has no
   * classes of the program, but its elements may.
   */
  private static String code(ClientValues.Outbound function, List<ClientValues.Outbound> parts) {
    return Stream.concat(Stream.of(function), parts.stream())
        .map(ClientValues.Outbound::code)
        .filter(code -> !code.isEmpty())
        .findFirst()
        .orElse(CodeRegistry.NONE);
  }

  @SuppressWarnings("unchecked") // the function's type determines what it returns
  private <R extends @Nullable Object> List<R> joined(
      List<EngineOutcome> outcomes, ClassLoader loader) {
    OutcomeReader reader = session.outcomes();
    List<@Nullable Object> parts =
        reader.read("map", outcomes, outcome -> reader.value(outcome, loader));
    return parts.isEmpty() ? new ArrayList<>() : (List<R>) distribution.join(parts);
  }
}

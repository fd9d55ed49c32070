package org.multiengine.client.internal.call;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.CallObserver.EngineOutcome;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.client.internal.value.ClientValues;
import org.multiengine.client.internal.value.FunctionLabel;
import org.multiengine.core.Targets;
import org.multiengine.core.partition.Distribution;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.EncodedValue;
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
    Parts parts = parts(sent, sequences, engines.size());
    return session.submit(
        new Call<>(
            "map",
            Targets.of(engines),
            requests(FunctionLabel.of(function), sent, parts),
            options,
            length,
            outcomes -> joined(outcomes, parts.last().loader())));
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

  /**
   * The encoded parts of the sequences.
   *
   * @param ofEngines the parts of all sequences for each engine
   * @param lengths the number of elements of each engine
   * @param last what was encoded last; its code has the classes of the function and of all parts
   */
  private record Parts(
      List<List<EncodedValue>> ofEngines, List<Integer> lengths, ClientValues.Outbound last) {}

  private Parts parts(ClientValues.Outbound function, List<?> sequences, int engines) {
    List<List<Object>> pieces = new ArrayList<>();
    sequences.forEach(sequence -> pieces.add(distribution.split(sequence, engines)));
    List<List<EncodedValue>> ofEngines = new ArrayList<>();
    List<Integer> lengths = new ArrayList<>();
    ClientValues.Outbound last = function;
    for (int part = 0; part < engines; part++) {
      List<EncodedValue> encoded = new ArrayList<>();
      for (List<Object> ofSequence : pieces) {
        last = session.values().encodeBeside(ofSequence.get(part), last);
        encoded.add(last.bytes());
      }
      ofEngines.add(encoded);
      lengths.add(Distribution.length(pieces.get(0).get(part)));
    }
    return new Parts(ofEngines, lengths, last);
  }

  private List<Request> requests(String label, ClientValues.Outbound function, Parts parts) {
    int engines = parts.ofEngines().size();
    List<Request> requests = new ArrayList<>();
    int first = 0;
    for (int part = 0; part < engines; part++) {
      boolean block = distribution == Distribution.BLOCK;
      requests.add(
          new Request.MapPart(
              new CodedValue(function.bytes(), parts.last().code()),
              parts.ofEngines().get(part),
              block ? first : part,
              block ? 1 : engines,
              label));
      first += parts.lengths().get(part);
    }
    return requests;
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

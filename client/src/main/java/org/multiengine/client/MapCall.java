package org.multiengine.client;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.CallObserver.EngineOutcome;
import org.multiengine.core.Targets;
import org.multiengine.core.code.CodeRegistry;
import org.multiengine.core.partition.Distribution;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.Request;

/**
 * A map over sequences: parts them among the engines of a view, one request each, and joins what
 * comes back.
 */
record MapCall(DirectView view, Distribution distribution) {

  <R extends @Nullable Object> PendingResult<List<R>> submit(Object function, List<?> sequences) {
    int length = commonLength(sequences);
    Session session = view.session();
    ClientValues.Outbound sent = session.values().encodeFunction(function);
    Targets fixed = view.fixedTargets();
    return session.submit(
        new Call<>(
            "map",
            fixed,
            requests(function, sent, sequences, view.count(fixed)),
            view.options().toCall(true),
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
          pieces.stream().map(of -> view.session().values().encode(of.get(place))).toList();
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

  /** An expression needs no classes of the program, but its elements may. */
  private static String code(ClientValues.Outbound function, List<ClientValues.Outbound> parts) {
    return Stream.concat(Stream.of(function), parts.stream())
        .map(ClientValues.Outbound::code)
        .filter(code -> !code.isEmpty())
        .findFirst()
        .orElse(CodeRegistry.NONE);
  }

  @SuppressWarnings("unchecked") // the function says what it returns
  private <R extends @Nullable Object> List<R> joined(
      List<EngineOutcome> outcomes, ClassLoader loader) {
    Answers answers = view.session().answers();
    List<@Nullable Object> parts =
        answers.read("map", outcomes, outcome -> answers.value(outcome, loader));
    return parts.isEmpty() ? new ArrayList<>() : (List<R>) distribution.join(parts);
  }
}

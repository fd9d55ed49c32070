package org.multiengine.core.dispatch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.multiengine.core.identity.EngineLife;

/**
 * The newest failure of each client on each engine that the answers of the engines have reported.
 * Used by one thread at a time.
 */
final class SeenFailures {

  /** By client. The inner maps are never changed, because calls keep them. */
  private final Map<String, Map<EngineLife, Long>> clients = new HashMap<>();

  /**
   * Returns the numbers of the failures that a client knows of, by engine. A call that begins now
   * keeps them, however long its requests wait.
   */
  Map<EngineLife, Long> of(String client) {
    return clients.computeIfAbsent(client, absent -> Map.of());
  }

  /** Notes the failures that answers report to a client. A client that has gone has none. */
  void note(String client, List<? extends PartAnswer> answers) {
    List<FailureMark> marks =
        answers.stream().map(PartAnswer::failureMark).filter(Objects::nonNull).toList();
    if (!marks.isEmpty()) {
      clients.computeIfPresent(client, (name, before) -> with(before, marks));
    }
  }

  private static Map<EngineLife, Long> with(Map<EngineLife, Long> before, List<FailureMark> marks) {
    Map<EngineLife, Long> after = new HashMap<>(before);
    marks.forEach(mark -> after.merge(mark.life(), mark.number(), Math::max));
    return Map.copyOf(after);
  }

  /** Forgets a life of an engine that has ended. */
  void lost(EngineLife life) {
    clients.replaceAll((client, failures) -> without(failures, life));
  }

  private static Map<EngineLife, Long> without(Map<EngineLife, Long> failures, EngineLife life) {
    if (!failures.containsKey(life)) {
      return failures;
    }
    Map<EngineLife, Long> rest = new HashMap<>(failures);
    rest.remove(life);
    return Map.copyOf(rest);
  }

  /** Forgets a client that is closed. */
  void forget(String client) {
    clients.remove(client);
  }

  /** Returns the number of clients that are known. */
  int clients() {
    return clients.size();
  }
}

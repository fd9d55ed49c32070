package org.multiengine.magics.jupyter.kernel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.multiengine.magics.jupyter.wire.Message;

/** Answers requests for the inputs of a kernel. The kernel has one session, the current one. */
final class HistoryReply {

  /** The number of the only session. Front ends also use 0 for the current session. */
  private static final int SESSION = 1;

  private record Item(int number, String input) {}

  private HistoryReply() {}

  /**
   * Returns the content of the reply to a request.
   *
   * @param inputs the inputs, of which the first has the number 1
   */
  static ObjectNode of(ObjectNode request, List<String> inputs) {
    List<Item> items =
        switch (request.path("hist_access_type").asText()) {
          case "range" -> range(request, inputs);
          case "search" -> search(request, inputs);
          default -> last(request, all(inputs));
        };
    ObjectNode content = Message.object().put("status", "ok");
    ArrayNode history = content.putArray("history");
    for (Item item : items) {
      ArrayNode entry = history.addArray().add(SESSION).add(item.number());
      if (request.path("output").asBoolean()) {
        entry.addArray().add(item.input()).addNull();
      } else {
        entry.add(item.input());
      }
    }
    return content;
  }

  private static List<Item> all(List<String> inputs) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (!inputs.get(i).isEmpty()) {
        items.add(new Item(i + 1, inputs.get(i)));
      }
    }
    return items;
  }

  private static List<Item> range(ObjectNode request, List<String> inputs) {
    int session = request.path("session").asInt();
    if (session != 0 && session != SESSION) {
      return List.of();
    }
    int start = request.path("start").asInt(1);
    int stop = request.path("stop").asInt(Integer.MAX_VALUE);
    return all(inputs).stream()
        .filter(item -> item.number() >= start && item.number() < stop)
        .toList();
  }

  private static List<Item> search(ObjectNode request, List<String> inputs) {
    Predicate<String> pattern = glob(request.path("pattern").asText("*"));
    List<Item> found =
        new ArrayList<>(all(inputs).stream().filter(item -> pattern.test(item.input())).toList());
    if (request.path("unique").asBoolean()) {
      Set<String> seen = new HashSet<>();
      Collections.reverse(found);
      found.removeIf(item -> !seen.add(item.input()));
      Collections.reverse(found);
    }
    return last(request, found);
  }

  /** Returns the last items, as many as the request asks for. */
  private static List<Item> last(ObjectNode request, List<Item> items) {
    int count = request.path("n").asInt(items.size());
    return items.subList(Math.max(0, items.size() - Math.max(0, count)), items.size());
  }

  /** Returns a test for a pattern in which {@code *} and {@code ?} have their usual meanings. */
  private static Predicate<String> glob(String pattern) {
    var expression = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char character = pattern.charAt(i);
      switch (character) {
        case '*' -> expression.append(".*");
        case '?' -> expression.append('.');
        default -> expression.append(Pattern.quote(String.valueOf(character)));
      }
    }
    return Pattern.compile(expression.toString(), Pattern.DOTALL).asMatchPredicate();
  }
}

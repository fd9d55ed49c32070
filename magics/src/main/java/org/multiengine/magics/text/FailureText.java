package org.multiengine.magics.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.multiengine.core.CompositeError;
import org.multiengine.core.identity.EngineId;

/**
 * The short text of a call that failed on engines: one line for each failure. Equal failures share
 * a line, for example {@code [0-15:execute]: NameError: name x is not defined}, if there are more
 * than a number of them or the code could not be compiled.
 *
 * @param maxLines the maximum number of lines; further failures are counted
 * @param maxSeparate the maximum number of failures of which each has its own line
 */
public record FailureText(int maxLines, int maxSeparate) {

  private static final String SYNTAX_ERROR = "SyntaxError";

  /** Returns the text, without the name of the error. */
  public String of(CompositeError error) {
    List<String> lines = lines(error.entries());
    String shown =
        lines.stream().limit(maxLines).map(line -> "\n" + line).collect(Collectors.joining());
    int more = lines.size() - maxLines;
    return "one or more exceptions from call to method: "
        + error.method()
        + shown
        + (more > 0 ? "\n... and " + more + " more; %tb shows all, %debug inspects them" : "");
  }

  private List<String> lines(List<CompositeError.Entry> entries) {
    boolean once =
        entries.size() > maxSeparate
            || entries.stream().allMatch(e -> e.error().errorName().equals(SYNTAX_ERROR));
    if (!once) {
      return entries.stream().map(FailureText::firstLine).toList();
    }
    Map<String, List<EngineId>> equal = new LinkedHashMap<>();
    for (CompositeError.Entry entry : entries) {
      String line = firstLine(entry);
      String rest = line.substring(line.indexOf(':'));
      equal.computeIfAbsent(rest, text -> new ArrayList<>()).add(entry.engine());
    }
    return equal.entrySet().stream().map(e -> "[" + ranges(e.getValue()) + e.getKey()).toList();
  }

  private static String firstLine(CompositeError.Entry entry) {
    return entry.toString().lines().findFirst().orElse("");
  }

  /** Returns for example {@code 0-3,5}. */
  static String ranges(List<EngineId> engines) {
    List<Integer> ids = engines.stream().map(EngineId::value).sorted().distinct().toList();
    List<String> parts = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= ids.size(); i++) {
      if (i == ids.size() || ids.get(i) != ids.get(i - 1) + 1) {
        String from = String.valueOf(ids.get(first));
        parts.add(first == i - 1 ? from : from + "-" + ids.get(i - 1));
        first = i;
      }
    }
    return String.join(",", parts);
  }
}

package org.multiengine.test.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table of faults with outcomes and times, {@code target/faults.md}. All JVMs of a build write
 * into one table; the next build starts a new one. Safe for use by several threads.
 */
final class FaultTable {

  private static final Path FILE = Path.of("target", "faults.md");

  private static final Path MARKER = Path.of("target", "faults.build");
  private static final List<String> HEAD =
      List.of(
          "| Fault | Outcome | Caller knows after | Engine serves again after |",
          "|---|---|---|---|");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final int DIGITS = 4;

  private FaultTable() {}

  /**
   * A row of the table.
   *
   * @param outcome the outcome for the caller, in a few words
   * @param known the time from the fault until a waiting caller knows; null if none waits
   * @param serves the time from the fault until the engine takes requests again; null if it never
   *     stopped
   */
  record Row(String outcome, @Nullable Duration known, @Nullable Duration serves) {

    String line(String fault) {
      return "| %s | %s | %s | %s |".formatted(fault, outcome, seconds(known), seconds(serves));
    }

    private static String seconds(@Nullable Duration time) {
      return time == null ? "-" : String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }
  }

  /** Adds a row, or replaces the row of the same fault. Rows are sorted by number and name. */
  static synchronized void add(String fault, Row row) throws IOException {
    try (BuildMarker marker = BuildMarker.lock(MARKER)) {
      Map<String, String> lines = new TreeMap<>(Comparator.comparing(FaultTable::sortable));
      if (marker.isOfThisBuild()) {
        readInto(lines);
      }
      lines.put(fault, row.line(fault));
      Files.write(FILE, Stream.concat(HEAD.stream(), lines.values().stream()).toList());
      marker.set();
    }
  }

  private static void readInto(Map<String, String> lines) throws IOException {
    Files.readAllLines(FILE).stream()
        .skip(HEAD.size())
        .forEach(line -> lines.put(line.substring(2, line.indexOf(" | ")), line));
  }

  /** Returns a key that sorts 2.10 behind 2.9. */
  private static String sortable(String fault) {
    return NUMBER
        .matcher(fault)
        .replaceAll(
            number -> "0".repeat(Math.max(0, DIGITS - number.group().length())) + number.group());
  }
}

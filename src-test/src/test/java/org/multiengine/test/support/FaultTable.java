package org.multiengine.test.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table of faults, what becomes of them, and how long that takes, as the fault tests of this
 * JVM have measured it: {@code target/faults.md}. It is written anew with each row. Safe for use by
 * several threads.
 */
public final class FaultReport {

  private static final Path FILE = Path.of("target", "faults.md");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final int DIGITS = 4;
  private static final Map<String, Row> ROWS =
      new TreeMap<>(Comparator.comparing(FaultReport::sortable));

  private FaultReport() {}

  /**
   * A row of the table.
   *
   * @param outcome what the caller sees, in a few words
   * @param known from the fault until a waiting caller knows; null if there is nothing to know
   * @param serves from the fault until the engine takes requests again; null if it never stopped
   */
  public record Row(String outcome, @Nullable Duration known, @Nullable Duration serves) {}

  /**
   * Adds a row under a name that sorts in the order of the issue: "1.1 kill -9 of an idle engine".
   */
  public static synchronized void add(String fault, Row row) throws IOException {
    ROWS.put(fault, row);
    List<String> lines = new ArrayList<>();
    lines.add("| Fault | Outcome | Caller knows after | Engine serves again after |");
    lines.add("|---|---|---|---|");
    ROWS.forEach((name, each) -> lines.add(line(name, each)));
    Files.createDirectories(FILE.toAbsolutePath().getParent());
    Files.write(FILE, lines);
  }

  /** Lets 2.10 come behind 2.9. */
  private static String sortable(String fault) {
    return NUMBER
        .matcher(fault)
        .replaceAll(
            number -> "0".repeat(Math.max(0, DIGITS - number.group().length())) + number.group());
  }

  private static String line(String name, Row row) {
    return "| %s | %s | %s | %s |"
        .formatted(name, row.outcome, seconds(row.known), seconds(row.serves));
  }

  private static String seconds(@Nullable Duration time) {
    return time == null ? "-" : String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
  }
}

package org.multiengine.bench.table;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rows of a benchmark: printed as they come, as a table in Markdown, and kept as JSON. Not safe
 * for use by several threads.
 */
public final class Table {

  private static final int MEGABYTE = 1 << 20;

  private final String benchmark;
  private final PrintStream out;
  private final List<Row> rows = new ArrayList<>();

  public Table(String benchmark, PrintStream out) {
    this.benchmark = benchmark;
    this.out = out;
    out.printf("## %s%n%n%s%n", benchmark, String.join("\n", machine().values()));
  }

  /** Returns where results and logs go: below the folder a benchmark is run in. */
  public static Path folder() {
    return Path.of("target", "bench");
  }

  /** Adds the rows of one work and prints them; ratios are to the first. */
  public void add(Work work, List<Row> some) {
    if (some.isEmpty()) {
      return;
    }
    rows.addAll(some);
    String unit = work.figure().unit();
    out.printf(
        "%n| %s | median %s | p99 | rounds | runs | ratio |%n|---|--:|--:|--:|--:|--:|%n",
        work.label(), unit);
    for (Row row : some) {
      out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %s – %s | %d | %.2f |%n",
          row.contender(),
          digits(row.median()),
          digits(row.rare()),
          digits(row.best()),
          digits(row.worst()),
          row.runs(),
          some.get(0).timesAsGood(row));
    }
  }

  /** Prints a line that is no row, as of what could not take part. */
  public void note(String text) {
    out.printf("%n%s%n", text);
  }

  /** Tells on standard error what is done now: tables come late. */
  public void progress(String text) {
    System.err.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + text);
  }

  static String digits(double value) {
    int decimals = value < 10 ? 3 : value < 1_000 ? 1 : 0;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** Writes everything to {@code target/bench/NAME.json}. */
  public void write() throws IOException {
    Path file = Files.createDirectories(folder()).resolve(benchmark + ".json");
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("benchmark", benchmark);
    content.put("machine", machine());
    content.put("rows", rows.stream().map(Table::fields).toList());
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), content);
    note("Written to " + file + ".");
  }

  private static Map<String, Object> fields(Row row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("work", row.work().name());
    fields.put("contender", row.contender());
    fields.put("unit", row.work().figure().unit());
    fields.put("runs", row.runs());
    fields.put("median", row.median());
    fields.put("p99", row.rare());
    fields.put("best", row.best());
    fields.put("worst", row.worst());
    return fields;
  }

  private static Map<String, String> machine() {
    Runtime runtime = Runtime.getRuntime();
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("time", Instant.now().toString());
    machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    machine.put(
        "resources",
        runtime.availableProcessors()
            + " processors, "
            + runtime.maxMemory() / MEGABYTE
            + " MB of heap in the client's JVM");
    return machine;
  }
}

package org.multiengine.core;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.multiengine.core.display.Table;

/**
 * The states of several engines. The list is immutable and prints as a table:
 *
 * <pre>
 * engine  state  node             pid   memory          waiting  runs
 * 0       idle   127.0.0.1:25520  4711  34 MiB/2.0 GiB  0
 * 1       busy   127.0.0.1:25521  4712  80 MiB/2.0 GiB  2        for 12 s: execute('sleep 60000')
 * 2       lost   127.0.0.1:25522  -     -               -        process 4713 was killed by signal 9
 * </pre>
 *
 * <p>The last column shows the running request of a busy engine, how a lost engine ended, why a
 * silent engine is silent, and of an idle engine that was restarted that it was.
 */
public final class EngineInfoList extends RenderedList<EngineInfo> {

  /** The headings of the table of engines of one language. */
  public static final List<String> COLUMNS =
      List.of("engine", "state", "node", "pid", "memory", "waiting", "runs");

  private static final String LANGUAGE = "language";

  /** The place of the column of languages. */
  private static final int LANGUAGE_COLUMN = 3;

  private static final String DEFAULT_LANGUAGE = "groovy";

  private static final String NO_VALUE = "-";
  private static final String COLUMN_GAP = "  ";

  /** Creates the list of these engines, in this order. */
  public EngineInfoList(List<EngineInfo> engines) {
    super(engines);
  }

  /**
   * Returns the headings of the table: {@link #COLUMNS}, and the language after the node if an
   * engine has another language than Groovy.
   */
  public List<String> columns() {
    if (!hasLanguages()) {
      return COLUMNS;
    }
    List<String> columns = new ArrayList<>(COLUMNS);
    columns.add(LANGUAGE_COLUMN, LANGUAGE);
    return List.copyOf(columns);
  }

  @Override
  public Table toTable() {
    return new Table(columns(), rows());
  }

  private boolean hasLanguages() {
    return stream()
        .map(EngineInfo::language)
        .anyMatch(language -> !language.isEmpty() && !language.equals(DEFAULT_LANGUAGE));
  }

  /** Returns the cells of the table under {@link #columns()}, a row for each engine. */
  public List<List<String>> rows() {
    boolean languages = hasLanguages();
    return stream().map(info -> row(info, languages)).toList();
  }

  private static List<String> row(EngineInfo info, boolean languages) {
    String place = info.node().isEmpty() ? NO_VALUE : info.node();
    String detail = EngineInfo.oneLine(info.detail());
    List<String> row = new ArrayList<>();
    row.addAll(List.of(info.engine().toString(), info.state().label(), place));
    if (languages) {
      row.add(info.language().isEmpty() ? NO_VALUE : info.language());
    }
    EngineInfo.Stats stats = info.stats();
    if (stats == null) {
      row.addAll(List.of(NO_VALUE, NO_VALUE, NO_VALUE, detail));
    } else {
      row.add(String.valueOf(stats.pid()));
      row.add(stats.memory().toString());
      row.add(String.valueOf(stats.waiting()));
      row.add(stats.running() == null ? detail : stats.running().toString());
    }
    return List.copyOf(row);
  }

  /** Returns the table, each row on a line of its own. */
  @Override
  public String toString() {
    List<List<String>> table = new ArrayList<>();
    table.add(columns());
    table.addAll(rows());
    List<Integer> widths =
        IntStream.range(0, columns().size()).map(column -> width(column, table)).boxed().toList();
    var text = new StringBuilder();
    table.forEach(row -> text.append(line(row, widths)).append('\n'));
    return text.toString();
  }

  private static int width(int column, List<List<String>> rows) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static String line(List<String> row, List<Integer> widths) {
    var line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(widths.get(column) - cell.length())).append(COLUMN_GAP);
    }
    return line.toString().stripTrailing();
  }
}

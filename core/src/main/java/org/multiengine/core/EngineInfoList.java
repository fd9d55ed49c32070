package org.multiengine.core;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is known of several engines. An immutable list that prints as a table:
 *
 * <pre>
 * engine  state  node             pid   memory          waiting  runs
 * 0       idle   127.0.0.1:25520  4711  34 MiB/2.0 GiB  0
 * 1       busy   127.0.0.1:25521  4712  80 MiB/2.0 GiB  2        for 12 s: execute('sleep 60000')
 * 2       lost   127.0.0.1:25522  -     -               -        process 4713 was killed by signal 9
 * </pre>
 *
 * <p>The last column of an engine that cannot be called is how it was lost, or why it is silent; of
 * an idle one that was started again, that it was.
 */
public final class EngineInfoList extends AbstractList<EngineInfo> {

  /** The headings of the table. */
  public static final List<String> COLUMNS =
      List.of("engine", "state", "node", "pid", "memory", "waiting", "runs");

  private static final String GAP = "  ";

  private final List<EngineInfo> engines;

  /** Makes the list of these engines, in this order. */
  public EngineInfoList(List<EngineInfo> engines) {
    this.engines = List.copyOf(engines);
  }

  @Override
  public EngineInfo get(int index) {
    return engines.get(index);
  }

  @Override
  public int size() {
    return engines.size();
  }

  /** Returns the table, each row on a line of its own. */
  @Override
  public String toString() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(COLUMNS);
    engines.forEach(engine -> rows.add(engine.cells()));
    List<Integer> widths =
        IntStream.range(0, COLUMNS.size()).map(column -> width(column, rows)).boxed().toList();
    var text = new StringBuilder();
    rows.forEach(row -> text.append(line(row, widths)).append('\n'));
    return text.toString();
  }

  private static int width(int column, List<List<String>> rows) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static String line(List<String> row, List<Integer> widths) {
    var line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(widths.get(column) - cell.length())).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}

package org.multiengine.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.multiengine.core.display.Table;

/**
 * The records of one call, in the order of its targets. The list is immutable and prints as in
 * IPython (reference, 4.2):
 *
 * <pre>
 * &lt;Results List&gt;
 * [0] In [4]: println c
 * [0] Out[4]: 15
 *
 * [2] In [4]: println c
 * [2] Out[4]: 15
 *
 * </pre>
 */
public final class ResultList extends RenderedList<CommandRecord> {

  private static final String GREEN = "\u001b[0;32m";
  private static final String BLUE = "\u001b[0;34m";
  private static final String RED = "\u001b[0;31m";
  private static final String NORMAL = "\u001b[0m";

  /** The label of standard error, whose text begins on the next line. */
  private static final String ERR = " Err";

  /** Creates the list of these records, in this order. */
  public ResultList(List<CommandRecord> records) {
    super(records);
  }

  /** Returns the text form without colours. */
  @Override
  public String toString() {
    return render(false);
  }

  /** Returns the text form with the colours of IPython as ANSI escapes. */
  public String toColoredString() {
    return render(true);
  }

  /** Returns a table with a row for each engine. Columns without any text are left out. */
  @Override
  public Table toTable() {
    List<String> columns = new ArrayList<>(List.of("engine", "In"));
    List<Function<CommandRecord, String>> cells = new ArrayList<>();
    cells.add(record -> record.id().toString());
    cells.add(record -> "[" + record.number() + "] " + record.input());
    addColumn("stdout", CommandRecord::stdout, columns, cells);
    addColumn("stderr", CommandRecord::stderr, columns, cells);
    addColumn("Out", record -> Objects.requireNonNullElse(record.display(), ""), columns, cells);
    return new Table(
        columns,
        stream().map(record -> cells.stream().map(cell -> cell.apply(record)).toList()).toList());
  }

  private void addColumn(
      String name,
      Function<CommandRecord, String> cell,
      List<String> columns,
      List<Function<CommandRecord, String>> cells) {
    if (stream().anyMatch(record -> !cell.apply(record).isEmpty())) {
      columns.add(name);
      cells.add(cell);
    }
  }

  private String render(boolean colored) {
    var text = new StringBuilder("<Results List>\n");
    for (CommandRecord record : this) {
      label(text, record, " In ", BLUE, colored).append(' ').append(record.input()).append('\n');
      if (!record.stdout().isEmpty()) {
        label(text, record, " Out", RED, colored).append(' ').append(record.stdout()).append('\n');
      }
      if (!record.stderr().isEmpty()) {
        label(text, record, ERR, RED, colored).append(' ').append(record.stderr());
      }
    }
    return text.toString();
  }

  private static StringBuilder label(
      StringBuilder text, CommandRecord record, String word, String color, boolean colored) {
    String engine = "[" + record.id() + "]";
    String number = word + "[" + record.number() + (word.equals(ERR) ? "]:\n" : "]:");
    if (!colored) {
      return text.append(engine).append(number);
    }
    return text.append(GREEN).append(engine).append(color).append(number).append(NORMAL);
  }
}

package org.multiengine.magics.builtin;

import java.util.ArrayList;
import java.util.List;
import org.multiengine.magics.Shell;

/** A table of text with headings, whose columns fit the terminal. */
public final class Table {

  private static final String COLUMN_GAP = "  ";
  private static final String ELLIPSIS = "...";

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... headings) {
    this.headings = List.of(headings);
  }

  public Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** Prints the table. A line that is too long for the terminal is cut at its end. */
  public void print(Shell shell) {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < headings.size(); column++) {
      int width = headings.get(column).length();
      for (List<String> row : rows) {
        width = Math.max(width, oneLine(row.get(column)).length());
      }
      widths.add(width);
    }
    shell.out().println(shell.styled(Shell.Style.HEADING, line(headings, widths, shell)));
    rows.forEach(row -> shell.out().println(line(row, widths, shell)));
  }

  private static String line(List<String> cells, List<Integer> widths, Shell shell) {
    var text = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = oneLine(cells.get(column));
      text.append(cell);
      if (column + 1 < cells.size()) {
        text.append(" ".repeat(widths.get(column) - cell.length())).append(COLUMN_GAP);
      }
    }
    return cut(text.toString().stripTrailing(), shell.columns());
  }

  /** Returns a text on one line, with ellipses for its line breaks. */
  public static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ... ");
  }

  /** Returns a text cut to a width, with an ellipsis at its end if it was longer. */
  public static String cut(String text, int width) {
    int limit = Math.max(width, ELLIPSIS.length() + 1);
    return text.length() <= limit ? text : text.substring(0, limit - ELLIPSIS.length()) + ELLIPSIS;
  }
}

package org.multiengine.magics.builtin;

import java.util.ArrayList;
import java.util.List;
import org.multiengine.magics.Shell;

/** Rows of texts under headings, in columns that fit the terminal. */
final class Table {

  private static final String GAP = "  ";
  private static final String MORE = "...";

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... headings) {
    this.headings = List.of(headings);
  }

  Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** Writes the table; only the last column is cut where a line is too long. */
  void print(Shell shell) {
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
        text.append(" ".repeat(widths.get(column) - cell.length())).append(GAP);
      }
    }
    return cut(text.toString().stripTrailing(), shell.columns());
  }

  /** Returns a text in one line. */
  static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ... ");
  }

  /** Returns the beginning of a text that is too long. */
  static String cut(String text, int width) {
    int most = Math.max(width, MORE.length() + 1);
    return text.length() <= most ? text : text.substring(0, most - MORE.length()) + MORE;
  }
}

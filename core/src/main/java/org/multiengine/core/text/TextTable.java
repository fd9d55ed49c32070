package org.multiengine.core.text;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/**
 * A table of texts with headings. Cells are on one line each. A table that is too wide for its
 * lines has its widest columns cut, and its last columns left out if that does not suffice.
 * Immutable.
 *
 * @param columns the columns from left to right, with the same number of cells each
 */
public record TextTable(List<Column> columns) {

  private static final String GAP = "  ";

  /** The width to which columns are cut before others are left out. */
  private static final int MIN_CUT_WIDTH = 8;

  /** The maximum width of a column in a table that would fit otherwise. */
  private static final int MAX_WIDTH = 60;

  /**
   * A column.
   *
   * @param heading the heading
   * @param cells the cells from top to bottom
   * @param right whether the texts are at the right edge, as numbers are
   */
  public record Column(String heading, List<String> cells, boolean right) {

    /** Creates a column, with ellipses in place of line breaks. */
    public Column {
      heading = oneLine(heading);
      cells = cells.stream().map(Column::oneLine).toList();
    }

    private static String oneLine(String text) {
      return text.strip().replaceAll("\\s*\\R\\s*", " ... ").replaceAll("\\p{Cntrl}", " ");
    }

    private int width() {
      int widest = TextWidth.of(heading);
      for (String cell : cells) {
        widest = Math.max(widest, TextWidth.of(cell));
      }
      return widest;
    }

    private String cell(int row, int width) {
      String text = TextWidth.cut(row < 0 ? heading : cells.get(row), width);
      return right ? TextWidth.paddedLeft(text, width) : TextWidth.padded(text, width);
    }
  }

  /** Creates a table. */
  public TextTable {
    columns = List.copyOf(columns);
  }

  /**
   * Returns the lines of the table, the headings first.
   *
   * @param lineWidth the number of columns of the terminal that a line may take
   */
  public List<String> lines(int lineWidth) {
    int[] widths = columns.stream().mapToInt(c -> Math.min(c.width(), MAX_WIDTH)).toArray();
    int shown = fit(widths, lineWidth);
    int rows = columns.isEmpty() ? 0 : columns.get(0).cells().size();
    List<String> lines = new ArrayList<>();
    for (int row = -1; row < rows; row++) {
      lines.add(line(row, widths, shown));
    }
    return lines;
  }

  /** Cuts the widths until the columns fit, and returns how many columns are shown. */
  private static int fit(int[] widths, int lineWidth) {
    int shown = widths.length;
    while (total(widths, shown) > lineWidth) {
      int widest = 0;
      for (int i = 1; i < shown; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths[widest] > MIN_CUT_WIDTH) {
        widths[widest]--;
      } else if (shown > 1) {
        shown--;
      } else {
        break;
      }
    }
    return shown;
  }

  private static int total(int[] widths, int shown) {
    int gaps = GAP.length() * (shown - 1);
    int more = shown < widths.length ? GAP.length() + 1 : 0;
    return IntStream.of(widths).limit(shown).sum() + gaps + more;
  }

  private String line(int row, int[] widths, int shown) {
    var line = new StringJoiner(GAP);
    for (int i = 0; i < shown; i++) {
      line.add(columns.get(i).cell(row, widths[i]));
    }
    if (shown < columns.size()) {
      line.add(TextWidth.ELLIPSIS);
    }
    return line.toString().stripTrailing();
  }
}

package org.multiengine.core.display;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of texts. Only the first rows are shown, and a last line says how many are left out.
 *
 * @param columns the headings
 * @param rows the cells of the first rows, in each row as many as there are headings
 * @param total the number of all rows
 */
public record Table(List<String> columns, List<List<String>> rows, long total) {

  /** The number of rows that are shown. */
  public static final int MAX_ROWS = 200;

  private static final String COLUMN_GAP = "  ";

  /** Copies the lists. */
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** Creates a table of all its rows. */
  public Table(List<String> columns, List<List<String>> rows) {
    this(columns, rows, rows.size());
  }

  private List<List<String>> shown() {
    return rows.size() <= MAX_ROWS ? rows : rows.subList(0, MAX_ROWS);
  }

  private String leftOut() {
    long more = total - shown().size();
    return more <= 0 ? "" : "... " + more + " rows left out";
  }

  /** Returns the table for terminals, without a newline at the end. */
  public String toText() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns);
    shown().forEach(row -> lines.add(row.stream().map(Table::oneLine).toList()));
    int[] widths =
        IntStream.range(0, columns.size())
            .map(i -> lines.stream().mapToInt(line -> line.get(i).length()).max().orElse(0))
            .toArray();
    String text =
        lines.stream().map(line -> textLine(line, widths)).collect(Collectors.joining("\n"));
    return leftOut().isEmpty() ? text : text + "\n" + leftOut();
  }

  private static String textLine(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      line.append(cell).append(" ".repeat(widths[i] - cell.length())).append(COLUMN_GAP);
    }
    return line.toString().stripTrailing();
  }

  private static String oneLine(String cell) {
    return cell.strip().replaceAll("\\s*\\n\\s*", " ");
  }

  /** Returns the table as HTML. */
  public String toHtml() {
    var html = new StringBuilder("<table><thead><tr>");
    columns.forEach(column -> html.append("<th>").append(Html.escaped(column)).append("</th>"));
    html.append("</tr></thead><tbody>");
    for (List<String> row : shown()) {
      html.append("<tr>");
      row.forEach(
          cell ->
              html.append("<td style=\"text-align: left; white-space: pre-wrap\">")
                  .append(Html.escaped(cell.stripTrailing()))
                  .append("</td>"));
      html.append("</tr>");
    }
    html.append("</tbody></table>");
    return leftOut().isEmpty() ? html.toString() : html + "<p>" + leftOut() + "</p>";
  }

  /** Returns both forms. */
  public MimeBundle toBundle() {
    return MimeBundle.plain(toText()).with(MimeBundle.HTML, toHtml());
  }
}

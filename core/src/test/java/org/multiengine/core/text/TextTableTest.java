package org.multiengine.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTableTest {

  private static TextTable.Column texts(String heading, String... cells) {
    return new TextTable.Column(heading, List.of(cells), false);
  }

  private static TextTable.Column numbers(String heading, String... cells) {
    return new TextTable.Column(heading, List.of(cells), true);
  }

  @Test
  void lines_wideCharacters_keepTheColumnsAligned() {
    var table = new TextTable(List.of(texts("city", "東京", "Köln"), numbers("n", "5", "12")));

    assertThat(table.lines(80)).containsExactly("city   n", "東京   5", "Köln  12");
  }

  @Test
  void lines_tooWide_cutsTheWidestColumn() {
    var table = new TextTable(List.of(texts("a", "x".repeat(30)), texts("b", "short")));

    assertThat(table.lines(20))
        .containsExactly("a              b", "xxxxxxxxxxxx…  short")
        .allMatch(line -> TextWidth.of(line) <= 20);
  }

  @Test
  void lines_tooManyColumns_leavesOutTheLast() {
    var table =
        new TextTable(
            List.of(texts("a", "12345678"), texts("b", "12345678"), texts("c", "12345678")));

    assertThat(table.lines(24)).containsExactly("a         b         …", "12345678  12345678  …");
  }

  @Test
  void lines_lineBreaksInCells_areEllipses() {
    assertThat(new TextTable(List.of(texts("a", "one\n  two"))).lines(80))
        .containsExactly("a", "one ... two");
  }

  @Test
  void lines_noColumns_isAnEmptyLine() {
    assertThat(new TextTable(List.of()).lines(80)).containsExactly("");
  }
}

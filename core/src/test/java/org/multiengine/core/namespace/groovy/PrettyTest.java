package org.multiengine.core.namespace.groovy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.text.TextWidth;

/** Values as {@link Pretty} lays them out. */
final class PrettyTest {

  private static String shown(String expression, int columns) throws ScriptError {
    try (var session = new Session()) {
      return session.namespace.display(session.run(expression), columns);
    }
  }

  /** A record of the application. */
  record Point(int x, String name) {}

  /** A bean without a text form. */
  public static final class Bean {

    private final int size;

    Bean(int size) {
      this.size = size;
    }

    public int getSize() {
      return size;
    }

    public boolean isEmpty() {
      return size == 0;
    }

    @SuppressWarnings("DoNotCallSuggester")
    public String getBroken() {
      if (size >= 0) {
        throw new IllegalStateException("no");
      }
      return "";
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "5",
        "'abc'",
        "[1, 'a', [null]]",
        "['a':1, 'b':[2.5]]",
        "[]",
        "[:]",
        "1..3"
      })
  void display_fitsALine_isInLiteralForm(String expression) throws ScriptError {
    assertThat(shown(expression, 80)).isEqualTo(expression);
  }

  @Test
  void display_listOfMaps_isATable() throws ScriptError {
    assertThat(shown("[[r: 2.5, period: 1], [r: 2.575, period: 12, note: 'x']]", 80))
        .isEqualTo("    r  period  note\n  2.5       1\n2.575      12  x");
  }

  @Test
  void display_listOfRecords_isATable() {
    assertThat(Pretty.of(List.of(new Point(1, "a"), new Point(22, "böse 💥")), 80, 1000))
        .isEqualTo(" x  name\n 1  a\n22  böse 💥");
  }

  @Test
  void display_listOfBeans_isATableOfTheirProperties() {
    assertThat(Pretty.of(List.of(new Bean(0), new Bean(3)), 80, 1000))
        .isEqualTo(
            """
            size  broken                   empty
               0  <IllegalStateException>  true
               3  <IllegalStateException>  false\
            """);
  }

  @Test
  void display_listOfGroovyObjects_isATable() throws ScriptError {
    assertThat(shown("class P { int x; String n }; [new P(x: 1, n: 'a'), new P(x: 2)]", 80))
        .isEqualTo("x  n\n1  a\n2  null");
  }

  @Test
  void display_manyRows_countsTheRest() throws ScriptError {
    String text = shown("(1..1000).collect { [a: it, b: 1] }", 80);

    assertThat(text.lines()).hasSize(52);
    assertThat(text).endsWith("\n50  1\n… 950 more rows");
  }

  @Test
  void display_oneMapOrMixedElements_isNoTable() throws ScriptError {
    assertThat(shown("[[a: 1]]", 80)).isEqualTo("[['a':1]]");
    assertThat(shown("[[a: 1], 5]", 80)).isEqualTo("[['a':1], 5]");
  }

  @Test
  void display_ownRecords_keepTheirTextForm() {
    assertThat(Pretty.of(List.of(new EngineId(0), new EngineId(1)), 80, 1000)).isEqualTo("[0, 1]");
  }

  @Test
  void display_longMap_hasALineForEachEntry() throws ScriptError {
    assertThat(shown("[name: 'a long text', list: (1..12).toList(), last: 1]", 30))
        .isEqualTo(
            """
            ['name':'a long text',
             'list':[1, 2, 3, 4, 5, 6, 7,
              8, 9, 10, 11, 12],
             'last':1]\
            """);
  }

  @Test
  void display_nestedLists_haveALineEach() throws ScriptError {
    assertThat(shown("[[1, 2, 3], [4, 5, 6], [7, 8, 9]]", 20))
        .isEqualTo("[[1, 2, 3],\n [4, 5, 6],\n [7, 8, 9]]");
  }

  @Test
  void display_longList_isCutBetweenElementsAndCountsTheRest() throws ScriptError {
    String text = shown("(1..1000000).toList()", 80);

    assertThat(text).startsWith("[1, 2, 3, ").matches("(?s).*, \\d+, … 99\\d,\\d{3} more]");
    assertThat(text.lines()).allMatch(line -> TextWidth.of(line) <= 80 || line.contains("…"));
    int last = Integer.parseInt(text.replaceAll("(?s).*?(\\d+), … .*", "$1"));
    int more = Integer.parseInt(text.replaceAll("(?s).*… (.*) more]", "$1").replace(",", ""));
    assertThat(last + more).isEqualTo(1_000_000);
  }

  @Test
  void display_longArray_isCutLikeAList() {
    assertThat(Pretty.of(IntStream.range(0, 100_000).toArray(), 80, 1000)).endsWith(" more]");
  }

  @Test
  void display_wideCharacters_stayWithinTheLine() throws ScriptError {
    assertThat(shown("['日本語'] * 8", 40).lines())
        .hasSizeGreaterThan(1)
        .allMatch(line -> TextWidth.of(line) <= 40);
  }

  @Test
  void display_longText_saysItsLength() throws ScriptError {
    assertThat(shown("'x' * 5000000", 80)).endsWith("x… 5,000,000 characters");
  }

  @Test
  void display_valueThatContainsItself_ends() {
    List<Object> list = new ArrayList<>(Collections.nCopies(40, "some text"));
    list.add(list);

    assertThat(Pretty.of(list, 80, 10_000)).startsWith("['some text', ");
  }
}

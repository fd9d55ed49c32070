package org.multiengine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResultListTest {

  @Test
  void toString_noRecords_isTheTitle() {
    assertThat(list()).hasToString("<Results List>\n");
  }

  @Test
  void toString_nothingPrinted_showsTheInputs() {
    assertThat(list(Records.record(0, 1, "a = 5"), Records.record(1, 3, "a = 5")))
        .hasToString("<Results List>\n[0] In [1]: a = 5\n[1] In [3]: a = 5\n");
  }

  @Test
  void toString_printed_hasAnEmptyLineAfterTheOutput() {
    assertThat(
            list(
                Records.printed(0, 4, "print c", "15\n", ""),
                Records.printed(2, 4, "print c", "15\n", "")))
        .hasToString(
            """
            <Results List>
            [0] In [4]: print c
            [0] Out[4]: 15

            [2] In [4]: print c
            [2] Out[4]: 15

            """);
  }

  @Test
  void toString_printedWithoutNewline_hasNoEmptyLine() {
    assertThat(list(Records.printed(0, 1, "f()", "1\n2", "")))
        .hasToString("<Results List>\n[0] In [1]: f()\n[0] Out[1]: 1\n2\n");
  }

  @Test
  void toString_printedToStandardError_startsOnItsOwnLineAndAddsNoNewline() {
    assertThat(list(Records.printed(0, 1, "f()", "", "no"), Records.record(1, 1, "f()")))
        .hasToString("<Results List>\n[0] In [1]: f()\n[0] Err[1]:\n no[1] In [1]: f()\n");
  }

  @Test
  void toString_printedToBoth_outputComesFirst() {
    assertThat(list(Records.printed(0, 1, "f()", "yes\n", "no\n")))
        .hasToString(
            """
            <Results List>
            [0] In [1]: f()
            [0] Out[1]: yes

            [0] Err[1]:
             no
            """);
  }

  @Test
  void toString_inputOfSeveralLines_hasNoPrefixOnTheOthers() {
    assertThat(list(Records.record(0, 1, "a = 1\nb = 2")))
        .hasToString("<Results List>\n[0] In [1]: a = 1\nb = 2\n");
  }

  @Test
  void toString_valueDisplayed_doesNotShowIt() {
    assertThat(list(Records.displayed("1 + 1", "2")))
        .hasToString("<Results List>\n[0] In [1]: 1 + 1\n");
  }

  @Test
  void toColoredString_printedToBoth_hasTheColoursOfIPython() {
    assertThat(list(Records.printed(3, 12, "f()", "yes\n", "no\n")).toColoredString())
        .isEqualTo(
            """
            <Results List>
            \033[0;32m[3]\033[0;34m In [12]:\033[0m f()
            \033[0;32m[3]\033[0;31m Out[12]:\033[0m yes

            \033[0;32m[3]\033[0;31m Err[12]:
            \033[0m no
            """);
  }

  @Test
  void toColoredString_noRecords_isTheTitle() {
    assertThat(list().toColoredString()).isEqualTo("<Results List>\n");
  }

  @Test
  void list_sourceChanges_staysAsItWas() {
    var source = new ArrayList<>(List.of(Records.record(0, 1, "a = 1")));
    var list = new ResultList(source);

    source.clear();

    assertThat(list).containsExactly(Records.record(0, 1, "a = 1"));
  }

  @Test
  void list_changed_refuses() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> list(Records.record(0, 1, "a = 1")).clear());
  }

  @Test
  void equals_listOfTheSameRecords_isTrue() {
    assertThat(list(Records.record(0, 1, "a"))).isEqualTo(List.of(Records.record(0, 1, "a")));
  }

  private static ResultList list(CommandRecord... records) {
    return new ResultList(List.of(records));
  }
}

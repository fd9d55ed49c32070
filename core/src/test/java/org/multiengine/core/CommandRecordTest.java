package org.multiengine.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multiengine.core.identity.EngineId;

final class CommandRecordTest {

  @Test
  void toString_nothingPrinted_hasTheThreePartsThatAreAlwaysThere() {
    assertThat(Records.record(2, 7, "a = 5"))
        .hasToString("{'input': {'translated': 'a = 5', 'raw': 'a = 5'}, 'number': 7, 'id': 2}");
  }

  @Test
  void toString_printed_keepsTheTrailingNewline() {
    assertThat(Records.printed(0, 5, "d=10; print d", "10\n", ""))
        .hasToString(
            "{'input': {'translated': 'd=10; print d', 'raw': 'd=10; print d'},"
                + " 'number': 5, 'id': 0, 'stdout': '10\\n'}");
  }

  @Test
  void toString_printedToBoth_standardErrorComesLast() {
    assertThat(Records.printed(0, 1, "f()", "out", "err").toString())
        .endsWith(", 'stdout': 'out', 'stderr': 'err'}");
  }

  @Test
  void toString_valueDisplayed_isThereInBothForms() {
    assertThat(Records.displayed("1 + 1", "2").toString())
        .endsWith(", 'id': 0, 'display': {'pprint': '2', 'repr': '2'}}");
  }

  @Test
  void toString_failed_hasTheTraceback() {
    assertThat(Records.failed("1 / 0", "---\nno").toString())
        .endsWith(", 'id': 0, 'traceback': {'plain': '---\\nno'}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          it's            | "it's"
          say "hi"        | 'say "hi"'
          it's "so"       | 'it\\'s "so"'
          a\\b            | 'a\\\\b'
          é, 数           | 'é, 数'
          """)
  void toString_quotesInText_areQuotedAsPythonDoes(String input, String quoted) {
    assertThat(Records.record(0, 1, input).toString())
        .startsWith("{'input': {'translated': " + quoted + ", ");
  }

  @Test
  void toString_controlCharacters_areEscapedAsPythonDoes() {
    assertThat(Records.record(0, 1, "\t\r\n\u001b[0m\0\u007f").toString())
        .startsWith("{'input': {'translated': '\\t\\r\\n\\x1b[0m\\x00\\x7f', ");
  }

  @Test
  void elapsed_startedAndEnded_isTheTimeBetween() {
    Instant started = Instant.parse("2026-01-01T00:00:00Z");
    var record =
        new CommandRecord(
            new EngineId(0), 1, "a", "", "", null, null, started, started.plusMillis(1500));

    assertThat(record.elapsed()).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void size_everyText_countsTwoBytesACharacter() {
    assertThat(Records.printed(0, 1, "ab", "cde", "f").size()).isEqualTo(12);
    assertThat(Records.displayed("ab", "cde").size()).isEqualTo(10);
    assertThat(Records.failed("ab", "cdef").size()).isEqualTo(12);
  }
}

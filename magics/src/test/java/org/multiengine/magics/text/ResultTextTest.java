package org.multiengine.magics.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.ResultList;
import org.multiengine.core.identity.EngineId;

final class ResultTextTest {

  private static final ResultText PLAIN = new ResultText(false, 40, 4, 3);
  private static final ResultText COLORED = new ResultText(true, 40, 4, 3);
  private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

  private static CommandRecord record(
      int id, String input, String stdout, String stderr, @Nullable String display) {
    Instant end = START.plus(Duration.ofMillis(100L + id * 10L));
    return new CommandRecord(new EngineId(id), 7, input, stdout, stderr, display, null, START, end);
  }

  private static ResultList many(CommandRecord... others) {
    List<CommandRecord> records =
        new ArrayList<>(
            IntStream.range(0, 6).mapToObj(id -> record(id, "a = 1", "", "", null)).toList());
    for (CommandRecord other : others) {
      records.set(other.id().value(), other);
    }
    return new ResultList(records);
  }

  @Test
  void of_fewEnginesWithoutValues_isTheFormOfIPython() {
    var results =
        new ResultList(
            List.of(
                record(0, "a = 5", "", "", null),
                record(1, "println 1", "1\n", "", null),
                record(2, "f()\ng()", "1", "no\n", null)));

    assertThat(PLAIN.of(results)).isEqualTo(results.toString());
    assertThat(COLORED.of(results)).isEqualTo(results.toColoredString());
  }

  @Test
  void of_values_areShownBelowTheirInputs() {
    var results =
        new ResultList(List.of(record(0, "2 * 3", "", "", "6"), record(1, "2 * 3", "", "", "7")));

    assertThat(PLAIN.of(results))
        .isEqualTo(
            """
            <Results List>
            [0] In [7]: 2 * 3
            [0] Out[7]: 6

            [1] In [7]: 2 * 3
            [1] Out[7]: 7

            """);
  }

  @Test
  void of_valueAndOutput_keepsThemApart() {
    var results = new ResultList(List.of(record(0, "f()", "printed\n", "", "6")));

    assertThat(PLAIN.of(results))
        .isEqualTo("<Results List>\n[0] In [7]: f()\n[0] Stdout[7]: printed\n\n[0] Out[7]: 6\n\n");
  }

  @Test
  void of_valueOfSeveralLines_beginsBelowItsLabel() {
    assertThat(PLAIN.of(new ResultList(List.of(record(0, "x", "", "", "a  b\n1  2")))))
        .endsWith("[0] Out[7]:\na  b\n1  2\n\n");
  }

  @Test
  void of_longInput_isItsFirstLine() {
    assertThat(PLAIN.of(new ResultList(List.of(record(0, "a\nb\nc\nd", "", "", null)))))
        .isEqualTo("<Results List>\n[0] In [7]: a … 3 more lines\n");
  }

  @Test
  void of_manyEngines_saysThatTheyRan() {
    assertThat(PLAIN.of(many())).isEqualTo("ran on 6 engines in 0.2 s\n");
  }

  @Test
  void of_manyEngines_showsOnlyOutputAndValues() {
    ResultList results =
        many(
            record(1, "x", "one\n", "", null),
            record(3, "x", "", "warning\n", "5"),
            record(4, "x", "one\ntwo\n", "", null));

    assertThat(PLAIN.of(results))
        .isEqualTo(
            """
            ran on 6 engines in 0.2 s
            [1] Stdout[7]: one
            [3] Stderr[7]: warning
            [3] Out[7]: 5
            [4] Stdout[7]:
            one
            two
            """);
  }

  @Test
  void of_coloredValue_hasTheColoursOfLabels() {
    assertThat(COLORED.of(new ResultList(List.of(record(0, "x", "", "", "5")))))
        .endsWith("\033[0;32m[0]\033[0;31m Out[7]:\033[0m 5\n\n");
  }
}

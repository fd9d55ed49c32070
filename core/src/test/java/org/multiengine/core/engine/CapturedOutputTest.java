package org.multiengine.core.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CapturedOutputTest {

  private final CapturedOutput output = new CapturedOutput(5, RunListener.silent());

  @Test
  void text_nothingPrinted_isEmpty() {
    assertThat(output.outText()).isEmpty();
    assertThat(output.errText()).isEmpty();
  }

  @Test
  void text_bothStreams_areKeptApart() {
    out("ab");
    err("c");
    out("d");

    assertThat(output.outText()).isEqualTo("abd");
    assertThat(output.errText()).isEqualTo("c");
  }

  @Test
  void out_partOfAnArray_keepsThatPart() {
    output.out("abcdef".getBytes(UTF_8), 2, 3);

    assertThat(output.outText()).isEqualTo("cde");
  }

  @Test
  void text_asMuchAsTheLimit_isNotCut() {
    out("ab");
    out("cde");

    assertThat(output.outText()).isEqualTo("abcde");
  }

  @Test
  void text_moreThanTheLimit_tellsHowMuchWasCut() {
    out("abcd");
    out("efg");
    out("hi");

    assertThat(output.outText()).isEqualTo("abcde\n... output cut: 5 bytes kept, 4 dropped\n");
  }

  @Test
  void text_oneStreamCut_leavesTheOtherItsOwnLimit() {
    out("abcdef");
    err("uvwxy");

    assertThat(output.errText()).isEqualTo("uvwxy");
  }

  @Test
  void text_characterInTwoWrites_isWhole() {
    byte[] bytes = "é".getBytes(UTF_8);

    output.out(bytes, 0, 1);
    output.out(bytes, 1, 1);

    assertThat(output.outText()).isEqualTo("é");
  }

  @Test
  void text_characterEndsAtTheLimit_isKept() {
    out("abcéd");

    assertThat(output.outText()).startsWith("abcé\n... output cut:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abcdé", "abcd数", "abc数", "abcd🙂", "abc🙂", "ab🙂"})
  void text_cutWithinACharacter_endsWithTheOneBefore(String printed) {
    out(printed);

    assertThat(output.outText())
        .startsWith(printed.replaceAll("[^a-d]", "") + "\n... output cut:")
        .endsWith(" dropped\n");
  }

  @Test
  void out_severalThreads_losesNothing() {
    var large = new CapturedOutput(100_000, RunListener.silent());

    IntStream.range(0, 10_000).parallel().forEach(i -> large.out(new byte[] {'x'}, 0, 1));

    assertThat(large.outText()).hasSize(10_000);
  }

  private void out(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    output.out(bytes, 0, bytes.length);
  }

  private void err(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    output.err(bytes, 0, bytes.length);
  }
}

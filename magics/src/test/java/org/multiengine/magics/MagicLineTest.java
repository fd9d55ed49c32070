package org.multiengine.magics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiengine.core.error.KernelError;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

final class MagicLineTest {

  private static final CommandSpec SPEC =
      CommandSpec.create()
          .addOption(OptionSpec.builder("-t", "--targets").type(String.class).arity("1").build())
          .addOption(OptionSpec.builder("-q", "--quiet").type(boolean.class).arity("0").build());

  private final List<String> words = new ArrayList<>();

  private String code(String line) {
    return MagicLine.split(line, SPEC, true, words);
  }

  @Test
  void split_words_arePartedAtBlanks() {
    assertThat(MagicLine.split("  a  b\tc ", SPEC, false, words)).isEqualTo("a  b\tc");
    assertThat(words).containsExactly("a", "b", "c");
  }

  @Test
  void split_quotes_holdWordsTogether() {
    MagicLine.split("'my file' \"it's\" pre'fix'ed ''", SPEC, false, words);

    assertThat(words).containsExactly("my file", "it's", "prefixed", "");
  }

  @Test
  void split_openQuote_isRefused() {
    assertThatThrownBy(() -> MagicLine.split("a 'b c", SPEC, false, words))
        .isInstanceOf(KernelError.class)
        .hasMessage("unclosed quote ': a 'b c");
  }

  @Test
  void split_code_isWhatFollowsTheOptions() {
    assertThat(code("-q --targets 0,2 println 'a  b'  ")).isEqualTo("println 'a  b'");
    assertThat(words).containsExactly("-q", "--targets", "0,2");
  }

  @Test
  void split_valueThatLooksLikeAnOption_isAValue() {
    assertThat(code("-t -1 a = 5")).isEqualTo("a = 5");
    assertThat(words).containsExactly("-t", "-1");
  }

  @Test
  void split_valueBehindAnEqualsSign_isOneWord() {
    assertThat(code("--targets=0,2 a = 5")).isEqualTo("a = 5");
    assertThat(words).containsExactly("--targets=0,2");
  }

  @Test
  void split_twoDashes_endTheOptions() {
    assertThat(code("-q -- -x + 1")).isEqualTo("-x + 1");
    assertThat(words).containsExactly("-q");
  }

  @Test
  void split_minusOfAnExpression_isCode() {
    assertThat(code("-1 + 2")).isEqualTo("-1 + 2");
    assertThat(code("-(1 + 2)")).isEqualTo("-(1 + 2)");
    assertThat(code("- a")).isEqualTo("- a");
    assertThat(code("-")).isEqualTo("-");
    assertThat(words).isEmpty();
  }

  @Test
  void split_quotesOfCode_areNotLookedAt() {
    assertThat(code("println 'not closed")).isEqualTo("println 'not closed");
  }

  @Test
  void split_missingValue_leavesTheOptionAlone() {
    assertThat(code("-t")).isEmpty();
    assertThat(words).containsExactly("-t");
  }

  @Test
  void split_severalLines_areKept() {
    assertThat(code("-q for (i in 1..3) {\n  -i\n}")).isEqualTo("for (i in 1..3) {\n  -i\n}");
  }

  @Test
  void asksForHelp_helpOption_isTrue() {
    assertThat(MagicLine.asksForHelp(List.of("--help"))).isTrue();
    assertThat(MagicLine.asksForHelp(List.of("-h"))).isTrue();
    assertThat(MagicLine.asksForHelp(List.of("-h", "5"))).isFalse();
    assertThat(MagicLine.asksForHelp(List.of())).isFalse();
  }
}

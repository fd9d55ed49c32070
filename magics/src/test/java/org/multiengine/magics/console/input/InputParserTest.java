package org.multiengine.magics.console.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multiengine.core.namespace.Languages;
import org.multiengine.magics.Magics;

final class InputParserTest {

  private final InputGrammar grammar =
      new InputGrammar(Magics.load(), name -> false, Languages.named("groovy"));
  private final InputParser parser = new InputParser(grammar);

  @Test
  void parse_accepted_asksForMoreUntilItIsWhole() {
    assertThatThrownBy(() -> parser.parse("if (a) {", 8, ParseContext.ACCEPT_LINE))
        .isInstanceOf(EOFError.class);
    assertThat(parser.parse("if (a) {\n}", 10, ParseContext.ACCEPT_LINE).line())
        .isEqualTo("if (a) {\n}");
  }

  @Test
  void parse_completed_isNeverRefused() {
    assertThat(parser.parse("if (a) {", 8, ParseContext.COMPLETE).line()).isEqualTo("if (a) {");
  }

  @ParameterizedTest
  @CsvSource({
    "mec.exe,           exe",
    "%p,                %p",
    "%px --ta,          --ta",
    "%px a.b,           b",
    "%run dir/my-f.gro, dir/my-f.gro",
    "x = foo,           foo",
    "'x = ',            ''",
    "'px a',            a"
  })
  void parse_word_isTheOneBeforeTheCursor(String typed, String word) {
    ParsedLine line = parser.parse(typed + " + 1", typed.length(), ParseContext.COMPLETE);

    assertThat(line.word()).isEqualTo(word);
    assertThat(line.wordCursor()).isEqualTo(word.length());
  }

  @Test
  void isEscapeChar_backslash_isOfTheScript() {
    assertThat(parser.isEscapeChar('\\')).isFalse();
  }
}

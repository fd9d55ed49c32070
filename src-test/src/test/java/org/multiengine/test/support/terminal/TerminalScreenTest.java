package org.multiengine.test.support.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.jline.terminal.Size;
import org.junit.jupiter.api.Test;

/** Tests the contents of a screen after some output. */
final class TerminalScreenTest {

  private static final Pattern PROMPT = Pattern.compile("> ");

  private final TerminalScreen screen = new TerminalScreen(Size.of(10, 3));

  @Test
  void text_ofLines_isWithoutBlanksAtTheEnds() {
    screen.write("one  \r\n\r\n two ");

    assertThat(screen.text()).isEqualTo("one\n\n two");
  }

  @Test
  void text_rewrittenLine_isThatOfTheEnd() {
    screen.write("12 %\r34 %");

    assertThat(screen.text()).isEqualTo("34 %");
  }

  @Test
  void text_wideCharacters_areThereOnce() {
    screen.write("日本 a");

    assertThat(screen.text()).isEqualTo("日本 a");
  }

  @Test
  void transcript_linesThatScrolledBy_areKept() {
    screen.write("1\r\n2\r\n3\r\n4");

    assertThat(screen.text()).isEqualTo("2\n3\n4");
    assertThat(screen.transcript()).isEqualTo("1\n2\n3\n4");
  }

  @Test
  void write_twoQuestionsAtOnce_answersBoth() {
    String answers = screen.write("ab\u001b[6n\u001b[c");

    assertThat(answers).isEqualTo("\u001b[1;3R\u001b[?1;2c");
  }

  @Test
  void write_keyboardQuestion_isIgnoredWithoutATrace() {
    String answers = screen.write("a\r\nb\u001b[?") + screen.write("uc\u001b[1md");

    assertThat(answers).isEmpty();
    assertThat(screen.text()).isEqualTo("a\nbcd");
  }

  @Test
  void styles_ofColouredText_areItsSequences() {
    screen.write("\u001b[31mred\u001b[0m \u001b[31mred\u001b[0m\u001b[2K");

    assertThat(screen.styles()).containsExactly("\u001b[31m", "\u001b[0m");
  }

  @Test
  void isAtPrompt_cursorBehindIt_isTrue() {
    screen.write("a\r\n> ");

    assertThat(screen.isAtPrompt(PROMPT)).isTrue();
  }

  @Test
  void isAtPrompt_textTyped_isFalse() {
    screen.write("> a");

    assertThat(screen.isAtPrompt(PROMPT)).isFalse();
  }

  @Test
  void isAtPrompt_lineLeft_isFalseUntilTheNextPrompt() {
    screen.write("a\r\nb\r\n> ");
    screen.leaveLine();
    assertThat(screen.isAtPrompt(PROMPT)).isFalse();

    screen.write("\r\n> ");

    assertThat(screen.isAtPrompt(PROMPT)).isTrue();
  }

  @Test
  void isAtPrompt_emptyLineLeft_isTrueForAPromptInIt() {
    screen.write("a\r\n");
    screen.leaveLine();

    screen.write("> ");

    assertThat(screen.isAtPrompt(PROMPT)).isTrue();
  }

  @Test
  void resize_whileShown_keepsTheLines() {
    screen.write("1\r\n2\r\n3\r\n4");

    screen.resize(Size.of(20, 2));

    assertThat(screen.text()).isEqualTo("3\n4");
    assertThat(screen.transcript()).isEqualTo("1\n2\n3\n4");
  }
}

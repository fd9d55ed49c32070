package org.multiengine.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextWidthTest {

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "abc, 3",
    "größe, 5",
    "日本語, 6",
    "한국, 4",
    "e\u0301, 1",
    "a\u200Bb, 2",
    "💥, 2",
    "❤\uFE0F, 2",
    "👩\u200D👩\u200D👧, 2",
    "🇩🇪, 2",
    "👍🏽, 2",
    "─, 1",
    "Ａ, 2"
  })
  void of_text_countsColumns(String text, int columns) {
    assertThat(TextWidth.of(text)).isEqualTo(columns);
  }

  @Test
  void cut_wideCharacters_neverExceedsTheColumns() {
    assertThat(TextWidth.cut("日本語", 6)).isEqualTo("日本語");
    assertThat(TextWidth.cut("日本語", 5)).isEqualTo("日本…");
    assertThat(TextWidth.cut("日本語", 4)).isEqualTo("日…");
    assertThat(TextWidth.cut("abc", 0)).isEmpty();
  }

  @Test
  void padded_wideCharacters_takesTheColumns() {
    assertThat(TextWidth.padded("日", 4)).isEqualTo("日  ");
    assertThat(TextWidth.paddedLeft("日", 3)).isEqualTo(" 日");
    assertThat(TextWidth.padded("abc", 2)).isEqualTo("abc");
  }
}

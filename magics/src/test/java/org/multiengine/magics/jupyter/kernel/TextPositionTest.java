package org.multiengine.magics.jupyter.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiengine.magics.jupyter.wire.Message;

final class TextPositionTest {

  private static TextPosition at(String code, int cursor) {
    return TextPosition.of(Message.object().put("code", code).put("cursor_pos", cursor));
  }

  @Test
  void before_characterOfTwoUnits_countsAsOne() {
    assertThat(at("'\ud83d\ude00'.le", 6).before()).isEqualTo("'\ud83d\ude00'.le");
    assertThat(at("'\ud83d\ude00'.le", 6).points()).isEqualTo(6);
  }

  @Test
  void of_cursorOutside_isAtTheEnd() {
    assertThat(at("abc", 99).before()).isEqualTo("abc");
    assertThat(at("abc", -1).before()).isEmpty();
    assertThat(TextPosition.of(Message.object().put("code", "abc")).before()).isEqualTo("abc");
  }

  @Test
  void nameAround_insideAName_isTheWholePath() {
    assertThat(at("x = mec.execute", 10).nameAround()).isEqualTo("mec.execute");
    assertThat(at("mec.execute('a')", 12).nameAround()).isEqualTo("mec.execute");
    assertThat(at("%%px a", 3).nameAround()).isEqualTo("%%px");
    assertThat(at("1 + ", 4).nameAround()).isEmpty();
  }
}

package org.multiengine.magics.console.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StatusLineTest {

  private static final String HINT = "  (Ctrl-C cancels)";

  @Test
  void inColumns_longText_cutsTheTextAndKeepsTheHint() {
    var line = new StatusLine(0, 0, "waiting 6 s for engine 0: execute(" + "x".repeat(90));

    assertThat(line.inColumns(80, HINT)).hasSize(79).endsWith("xxx…  (Ctrl-C cancels)");
  }

  @Test
  void inColumns_shortText_isWhole() {
    assertThat(new StatusLine(0, 0, "waiting 6 s").inColumns(80, HINT))
        .isEqualTo("waiting 6 s  (Ctrl-C cancels)");
  }
}

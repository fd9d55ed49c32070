package org.multiengine.magics.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiengine.core.identity.EngineId;

final class LineOutputTest {

  private final StringBuilder out = new StringBuilder();
  private final StringBuilder err = new StringBuilder();
  private final LineOutput lines =
      new LineOutput(
          (engine, text, toStderr) ->
              (toStderr ? err : out).append("[" + engine + "] " + text + "\n"));

  @Test
  void lines_ofTwoEnginesInPieces_doNotRunIntoEachOther() {
    lines.printed(new EngineId(0), "a", false);
    lines.printed(new EngineId(1), "x\n", false);
    lines.printed(new EngineId(0), "b\nc", false);

    assertThat(out).hasToString("[1] x\n[0] ab\n");
  }

  @Test
  void line_withoutAnEnd_isShownAtTheFinish() {
    lines.printed(new EngineId(1), "late", false);
    lines.printed(new EngineId(0), "early", false);

    lines.finish();

    assertThat(out).hasToString("[0] early\n[1] late\n");
  }

  @Test
  void standardError_goesToTheErrorStream() {
    lines.printed(new EngineId(0), "oh\n", true);

    assertThat(err).hasToString("[0] oh\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void line_withoutAnEndForLong_isCutAtTheLimit() {
    lines.printed(new EngineId(0), "x".repeat(LineOutput.MAX_LINE_CHARACTERS), false);
    assertThat(out).isEmpty();

    lines.printed(new EngineId(0), "y", false);

    assertThat(out.toString()).endsWith("xy\n");
  }
}

package org.multiengine.magics.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.multiengine.core.EngineId;

final class LineOutputTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final LineOutput lines =
      new LineOutput(new PrintWriter(out, true), new PrintWriter(err, true));

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
}

package org.multiengine.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TracebackTest {

  @Test
  void traceback_withFrames_isAsInIPython() {
    var error =
        new ScriptError(
            "ArithmeticException",
            "Division by zero",
            List.of(
                new ScriptFrame("In [3]", 1, "<module>", "b = 1 / 0"),
                new ScriptFrame("Library.java", 0, "divide", null),
                ScriptFrame.remark("... 7 frames left out ...")),
            new ArithmeticException());

    assertThat(error.traceback())
        .isEqualTo(
            "-".repeat(75)
                + "\nArithmeticException"
                + " ".repeat(23)
                + "Traceback (most recent call last)\n\n"
                + "In [3] in <module>()\n----> 1 b = 1 / 0\n\n"
                + "Library.java in divide()\n\n"
                + "... 7 frames left out ...\n\n"
                + "ArithmeticException: Division by zero");
  }

  @Test
  void traceback_withoutMessage_endsInTheName() {
    var error = new ScriptError("X".repeat(80), null, List.of(), new Exception());

    assertThat(error.errorMessage()).isEmpty();
    assertThat(error.traceback()).contains("X Traceback").endsWith("\n\n" + "X".repeat(80));
  }
}

package org.multiengine.magics.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.NameError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.namespace.ScriptFrame;
import org.multiengine.magics.console.screen.FakeScreen;
import org.multiengine.magics.console.screen.JLineScreen;
import org.multiengine.magics.console.screen.StreamTerminal;
import org.multiengine.magics.text.FailureText;

final class ErrorsTest {

  private final Errors errors = new Errors(new FakeScreen(), () -> new FailureText(3, 100));

  private static CompositeError composite(int failures) {
    return new CompositeError(
        "execute",
        IntStream.range(0, failures)
            .mapToObj(
                id ->
                    new CompositeError.Entry(
                        new EngineId(id), "execute", new NameError("no name a\nin line 2")))
            .toList(),
        List.of());
  }

  @Test
  void text_compositeAtTheLimit_showsTheFirstLineOfEach() {
    assertThat(errors.text(composite(3)))
        .startsWith("-".repeat(75) + "\nCompositeError   ")
        .endsWith(
            """
            CompositeError: one or more exceptions from call to method: execute
            [0:execute]: NameError: no name a
            [1:execute]: NameError: no name a
            [2:execute]: NameError: no name a\
            """);
  }

  @Test
  void text_compositeOverTheLimit_countsTheOthers() {
    assertThat(errors.text(composite(5)))
        .endsWith(
            """
            [2:execute]: NameError: no name a
            ... and 2 more; %tb shows all, %debug inspects them\
            """);
  }

  @Test
  void text_compositeOfAScript_keepsItsFrames() {
    var frame = new ScriptFrame("In [4]", 2, "f", "mec.execute('a')");
    CompositeError cause = composite(4);
    var error = new ScriptError("CompositeError", cause.getMessage(), List.of(frame), cause);

    assertThat(errors.text(error))
        .contains("In [4] in f()\n----> 2 mec.execute('a')\n")
        .endsWith("\n... and 1 more; %tb shows all, %debug inspects them");
  }

  @Test
  void text_errorOfAScript_isItsTraceback() {
    ScriptError error = error("x = 1\n1 / 0");

    assertThat(errors.text(error)).isEqualTo(error.traceback()).contains("----> 2 1 / 0");
  }

  @Test
  void text_kernelError_isNameAndText() {
    assertThat(errors.text(new KernelError("no cluster"))).isEqualTo("KernelError: no cluster");
    assertThat(errors.text(new NameError("no a"))).isEqualTo("NameError: no a");
  }

  @Test
  void text_errorWithoutText_isItsName() {
    assertThat(errors.text(new IllegalArgumentException())).isEqualTo("IllegalArgumentException");
  }

  @Test
  void text_colored_colorsTitleAndError() throws Exception {
    try (var terminal = new StreamTerminal("xterm-256color", 80)) {
      var colored =
          new Errors(new JLineScreen(terminal.terminal(), true), () -> new FailureText(3, 100));

      String text = colored.text(composite(1));

      assertThat(text.lines())
          .anyMatch(line -> line.matches("\u001b\\[31m-{75}\u001b\\[(0)?m"))
          .anyMatch(line -> line.startsWith("\u001b[31mCompositeError: one or more"));
      assertThat(text.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(errors.text(composite(1)));
    }
  }

  private static ScriptError error(String script) {
    try (var namespace = Languages.named("groovy").createNamespace()) {
      namespace.evaluate(script, "In [1]");
      throw new AssertionError(script + " has not failed");
    } catch (ScriptError error) {
      return error;
    }
  }
}

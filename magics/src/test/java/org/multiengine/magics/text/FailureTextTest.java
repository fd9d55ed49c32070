package org.multiengine.magics.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.NameError;
import org.multiengine.core.error.RemoteError;
import org.multiengine.core.identity.EngineId;

final class FailureTextTest {

  private static final FailureText TEXT = new FailureText(3, 4);

  private static CompositeError.Entry entry(int id, KernelError error) {
    return new CompositeError.Entry(new EngineId(id), "execute", error);
  }

  private static CompositeError composite(Stream<CompositeError.Entry> entries) {
    return new CompositeError("execute", entries.toList(), List.of());
  }

  @Test
  void of_fewFailures_showsEach() {
    assertThat(
            TEXT.of(composite(IntStream.range(0, 3).mapToObj(i -> entry(i, new NameError("a"))))))
        .isEqualTo(
            """
            one or more exceptions from call to method: execute
            [0:execute]: NameError: a
            [1:execute]: NameError: a
            [2:execute]: NameError: a\
            """);
  }

  @Test
  void of_manyEqualFailures_showsThemOnce() {
    assertThat(
            TEXT.of(composite(IntStream.range(0, 16).mapToObj(i -> entry(i, new NameError("a"))))))
        .endsWith("execute\n[0-15:execute]: NameError: a");
  }

  @Test
  void of_manyFailures_groupsThemByText() {
    assertThat(
            TEXT.of(
                composite(
                    IntStream.range(0, 7)
                        .mapToObj(i -> entry(i, new NameError(i == 2 || i == 6 ? "b" : "a"))))))
        .endsWith("execute\n[0-1,3-5:execute]: NameError: a\n[2,6:execute]: NameError: b");
  }

  @Test
  void of_moreKindsThanLines_countsTheOthers() {
    assertThat(
            TEXT.of(
                composite(IntStream.range(0, 6).mapToObj(i -> entry(i, new NameError("" + i))))))
        .endsWith("[2:execute]: NameError: 2\n... and 3 more; %tb shows all, %debug inspects them");
  }

  @Test
  void of_syntaxErrors_showsThemOnce() {
    var error =
        new RemoteError(new EngineId(0), "execute", "SyntaxError", "Unexpected input", "", null);

    assertThat(TEXT.of(composite(Stream.of(entry(0, error), entry(1, error)))))
        .endsWith("execute\n[0-1:execute]: SyntaxError: Unexpected input");
  }
}

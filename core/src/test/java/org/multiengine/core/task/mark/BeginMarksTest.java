package org.multiengine.core.task.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.TaskId;

final class BeginMarksTest {

  private static final int CAPACITY = 100;

  private Path file;

  @BeforeEach
  void choose(@TempDir Path folder) {
    file = folder.resolve("marks");
  }

  private static AttemptId attempt(String client, long task, int number) {
    return new AttemptId(new TaskId(client, task), number);
  }

  @Test
  void read_begunAttempts_areThoseOfEachClient() throws IOException {
    BeginMarks marks = BeginMarks.create(file, CAPACITY);
    marks.begin(attempt("ann", 7, 1));
    marks.begin(attempt("bob", 0, 3));
    marks.begin(attempt("ann", 1L << 40, 2));

    String text = BeginMarks.read(file);

    assertThat(BegunAttempts.decode(text, List.of("ann")))
        .containsExactlyInAnyOrder(attempt("ann", 7, 1), attempt("ann", 1L << 40, 2));
    assertThat(BegunAttempts.decode(text, List.of("bob", "carl")))
        .containsExactly(attempt("bob", 0, 3));
  }

  @Test
  void read_moreThanTheCapacity_hasTheLatest() throws IOException {
    BeginMarks marks = BeginMarks.create(file, CAPACITY);
    for (int task = 0; task < 250; task++) {
      marks.begin(attempt("ann", task, 1));
    }

    assertThat(BegunAttempts.decode(BeginMarks.read(file), List.of("ann")))
        .hasSize(CAPACITY)
        .contains(attempt("ann", 150, 1), attempt("ann", 249, 1))
        .doesNotContain(attempt("ann", 149, 1));
  }

  @Test
  void read_withoutBegunAttempts_isNotEmpty() throws IOException {
    BeginMarks.create(file, CAPACITY);

    assertThat(BegunAttempts.decode(BeginMarks.read(file), List.of("ann"))).isEmpty();
  }

  @Test
  void read_withoutFile_isEmpty() throws IOException {
    assertThat(BeginMarks.read(file)).isEmpty();
  }

  @Test
  void create_secondTime_beginsAnew() throws IOException {
    BeginMarks.create(file, CAPACITY).begin(attempt("ann", 7, 1));

    BeginMarks.create(file, CAPACITY);

    assertThat(BegunAttempts.decode(BeginMarks.read(file), List.of("ann"))).isEmpty();
  }

  @Test
  void decode_damagedText_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BegunAttempts.decode("1AAAA", List.of("ann")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BegunAttempts.decode("what", List.of("ann")));
  }
}

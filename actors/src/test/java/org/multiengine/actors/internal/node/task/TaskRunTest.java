package org.multiengine.actors.internal.node.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.core.engine.RunListener;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.mark.BeginMarks;
import org.multiengine.core.task.mark.BegunAttempts;

final class TaskRunTest {

  private static final AttemptId ID = new AttemptId(new TaskId("ann", 7), 2);
  private static final EngineLife ENGINE = new EngineLife(new EngineId(3), "life");
  private static final CodedValue VALUE = CodedValue.of(new EncodedValue(new byte[1]));

  private static TaskRun piece() {
    var piece = new TaskRequest.Piece(VALUE, List.of(VALUE.value()), 100, false, "f");
    return new TaskRun(ID, piece, ENGINE, null);
  }

  @Test
  void cut_beforeTheFirstElement_isNone() {
    assertThat(piece().cut()).isEqualTo(-1);
  }

  @Test
  void cut_running_stopsBeforeTheMiddleOfTheRest() {
    TaskRun run = piece();
    RunListener listener = run.listener(RunListener.silent());
    assertThat(listener.mayBegin(0, 10)).isTrue();
    assertThat(listener.mayBegin(1, 10)).isTrue();

    assertThat(run.cut()).isEqualTo(106);

    assertThat(run.cut()).isEqualTo(104);
    assertThat(listener.mayBegin(2, 10)).isTrue();
    assertThat(listener.mayBegin(3, 10)).isTrue();
    assertThat(listener.mayBegin(4, 10)).isFalse();
  }

  @Test
  void cut_lastElementRuns_isNone() {
    TaskRun run = piece();
    RunListener listener = run.listener(RunListener.silent());
    listener.mayBegin(0, 2);
    listener.mayBegin(1, 2);

    assertThat(run.cut()).isEqualTo(-1);
  }

  @Test
  void cut_ofOtherWork_isNone() {
    var script = new TaskRequest.Script("a = 1", Map.of(), List.of(), TaskRequest.Clearing.NONE);

    assertThat(new TaskRun(ID, script, ENGINE, null).cut()).isEqualTo(-1);
  }

  @Test
  void cut_ofConditionalPiece_isThatOfThePiece() {
    var piece = new TaskRequest.Piece(VALUE, List.of(VALUE.value()), 0, false, "f");
    var run = new TaskRun(ID, new TaskRequest.Conditional(VALUE, piece), ENGINE, null);
    run.listener(RunListener.silent()).mayBegin(0, 10);

    assertThat(run.cut()).isPositive();
  }

  @Test
  void begin_withMarks_isMarked(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("marks");
    var run = new TaskRun(ID, piece().request(), ENGINE, BeginMarks.create(file, 10));
    assertThat(run.hasBegun()).isFalse();

    run.begin();

    assertThat(run.hasBegun()).isTrue();
    assertThat(BegunAttempts.decode(BeginMarks.read(file), List.of("ann"))).containsExactly(ID);
  }

  @Test
  void queued_itsPart_isNoneOfACall() {
    assertThat(AttemptId.isPart(piece().queued().part())).isTrue();
    assertThat(AttemptId.of(piece().queued().part())).isEqualTo(ID);
    assertThat(piece().queued().continueOnError()).isTrue();
  }
}

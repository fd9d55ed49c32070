package org.multiengine.test.contract.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.taskclient.MapTask;
import org.multiengine.client.taskclient.QueueCounts;
import org.multiengine.client.taskclient.StringTask;
import org.multiengine.client.taskclient.Task;
import org.multiengine.client.taskclient.TaskClient;
import org.multiengine.client.taskclient.TaskResult;
import org.multiengine.core.error.IndexError;
import org.multiengine.core.error.NameError;
import org.multiengine.core.error.RemoteError;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.error.TaskRejectError;
import org.multiengine.core.function.RemoteCallable;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.test.contract.ContractCase;

/** Acceptance cases of IPython's task client (reference of the task interface, 16). */
abstract class TaskClientContract extends ContractCase {

  TaskClientContract(LocalCluster cluster) {
    super(cluster);
  }

  private TaskResult result(Task task) {
    return (TaskResult) Objects.requireNonNull(mec.tasks().run(task, true));
  }

  // A1, A3, A4
  @Test
  void run_texts_haveNumbersAndResults() {
    TaskResult first = result(new StringTask("a=5", "a"));

    assertThat(first).hasToString("TaskResult[ID:0]:{'a': 5}");
    assertThat(mec.tasks().run(new StringTask("a=5"))).isEqualTo(1);
    assertThat(mec.tasks().run(new StringTask("a=5"))).isEqualTo(2);
  }

  // A7: the program task1
  @Test
  void run_textAfterAPushOfTheClient_seesIt() {
    mec.all().push(Map.of("d", 30));
    var task = new StringTask("a = 5\nb = 10 * d\nc = a * b * d", "a", "b", "c");
    task.setClearAfter(true);

    assertThat(result(task).getResults()).hasToString("{a=5, b=300, c=45000}");
  }

  // A8, A9, A14
  @Test
  void run_failingTasks_reportOrRaise() {
    assertThat(result(new StringTask("7=5")).getFailure()).isNotNull();
    assertThat(result(new StringTask("", "nope")).getFailure()).isInstanceOf(NameError.class);
    assertThatExceptionOfType(RemoteError.class)
        .isThrownBy(
            () ->
                mec.tasks()
                    .run(new MapTask((RemoteFunction<Integer, Integer>) x -> 1 / (x - 1), 1), true))
        .withCauseInstanceOf(ArithmeticException.class);
  }

  // A22, A23, A45, A46, A79: the program task2
  @Test
  void queueStatus_tasksAtAGate_countsThem() {
    TaskClient tc = mec.tasks();
    List<Long> ids =
        IntStream.range(0, 24).mapToObj(i -> tc.run(new StringTask(gate().pass()))).toList();
    while (tc.queueStatus().pending() < 4) {
      Thread.onSpinWait();
    }

    assertThat(tc.queueStatus()).isEqualTo(new QueueCounts(20, 4, 0, 0));
    ids.subList(20, 24).forEach(tc::abort);
    tc.barrier(ids.subList(20, 24));
    gate().open();
    tc.barrier(ids);
    assertThat(tc.queueStatus()).isEqualTo(new QueueCounts(0, 0, 20, 4));
    assertThatExceptionOfType(TaskAborted.class).isThrownBy(() -> tc.getTaskResult(ids.get(23)));
    assertThatExceptionOfType(IndexError.class).isThrownBy(() -> tc.abort(ids.get(23)));
    assertThat(tc.clear()).isEqualTo(24);
  }

  // A42, A43
  @Test
  void clear_beforeAndAfter_emptiesTheEngine() {
    mec.all().push(Map.of("b", 1));
    var both = new StringTask("a=1", "b");
    both.setClearBefore(true);
    both.setClearAfter(true);
    var pulled = new StringTask("c=1", "c");
    pulled.setClearAfter(true);

    assertThat(result(both).getFailure()).isInstanceOf(NameError.class);
    assertThat(result(pulled).get("c")).isEqualTo(1);
    assertThat(mec.all().keys()).allSatisfy(names -> assertThat(names).doesNotContain("c"));
  }

  // A56: the program taskreject
  @Test
  void rejection_untilEnginesAreFit_runsOnThemOnly() {
    TaskClient tc = mec.tasks();
    RemoteCallable<Integer> picky =
        engine -> {
          if (!engine.names().contains("run")) {
            throw new TaskRejectError("task dependency not met");
          }
          return engine.id();
        };
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      var task = new MapTask(picky);
      task.setRetries(20);
      ids.add(tc.run(task));
    }
    mec.engines(0, 1).push(Map.of("run", true));
    tc.barrier(ids);

    assertThat(ids).allSatisfy(id -> assertThat(tc.getTaskResult(id)).isIn(0, 1));
  }

  // A64, A68, A70
  @Test
  void map_numbers_equalsTheSerialResult() {
    TaskClient tc = mec.tasks();

    assertThat(tc.map(x -> Math.pow(x, 10), IntStream.range(0, 32).boxed().toList()))
        .isEqualTo(IntStream.range(0, 32).mapToObj(x -> Math.pow(x, 10)).toList());
    assertThat(
            tc.parallel((RemoteFunction<Integer, Integer>) x -> 2 * x)
                .apply(IntStream.range(0, 10).boxed().toList()))
        .containsExactly(0, 2, 4, 6, 8, 10, 12, 14, 16, 18);
  }

  // A76
  @Test
  void run_textThatPrints_hasItsOutput() {
    assertThat(result(new StringTask("println 'hello'")).getStdout()).isEqualTo("hello\n");
  }
}

package org.multiengine.test.contract.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.task.LoadBalancedView;
import org.multiengine.client.task.PendingTask;
import org.multiengine.client.task.ResultStream;
import org.multiengine.client.task.TaskExecutor;
import org.multiengine.core.CompositeError;
import org.multiengine.core.Targets;
import org.multiengine.core.error.ImpossibleDependency;
import org.multiengine.core.error.RemoteError;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.identity.EngineId;
import org.multiengine.test.contract.ContractCase;

/** Balanced views. */
abstract class BalancedContract extends ContractCase {

  BalancedContract(LocalCluster cluster) {
    super(cluster);
  }

  private static Object result(PendingTask<?> task) throws Exception {
    return task.get(LIMIT);
  }

  @Test
  void submit_eachKindOfWork_returnsItsValue() throws Exception {
    LoadBalancedView lview = mec.balanced();
    int captured = 7;

    assertThat(result(lview.submit(() -> 6 * captured))).isEqualTo(42);
    assertThat(result(lview.submit(engine -> engine.names().contains("id")))).isEqualTo(true);
    assertThat(result(lview.submit(x -> x + 1, 41))).isEqualTo(42);
    assertThat(result(lview.submit((x, y) -> x * y, 6, 7))).isEqualTo(42);
    assertThat(result(lview.execute("b = a * 2", Map.of("a", 21), "b"))).isEqualTo(Map.of("b", 42));
  }

  @Test
  void submit_afterAPush_seesWhatWasPushed() throws Exception {
    var unused = mec.all().pushAsync(Map.of("a", 5));

    assertThat(result(mec.balanced().submit(engine -> engine.get("a", Integer.class))))
        .isEqualTo(5);
  }

  @Test
  void submit_manyTasks_runOnAllEngines() throws Exception {
    List<PendingTask<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      tasks.add(
          mec.balanced()
              .submit(
                  engine -> {
                    Thread.sleep(2);
                    return engine.id();
                  }));
    }
    Set<Integer> engines = new HashSet<>();
    for (PendingTask<Integer> task : tasks) {
      engines.add(task.get(LIMIT));
      assertThat(task.engine()).isEqualTo(new EngineId(task.get()));
    }

    assertThat(engines).containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  @Test
  void among_someEngines_runsThere() throws Exception {
    LoadBalancedView some = mec.balanced(Targets.of(1, 3));

    for (int i = 0; i < 20; i++) {
      assertThat(result(some.submit(engine -> engine.id()))).isIn(1, 3);
    }
  }

  @Test
  void when_engineHasAProperty_runsThere() throws Exception {
    mec.engines(2).setProperties(Map.of("fast", true));

    assertThat(
            result(
                mec.balanced()
                    .when(properties -> properties.containsKey("fast"))
                    .submit(engine -> engine.id())))
        .isEqualTo(2);
  }

  @Test
  void submit_failingFunction_throwsBareWithItsCause() {
    PendingTask<Integer> task = mec.balanced().submit(() -> Integer.parseInt("x"));

    assertThatExceptionOfType(RemoteError.class)
        .isThrownBy(() -> result(task))
        .withCauseInstanceOf(NumberFormatException.class);
  }

  @Test
  void submit_resultOfAnotherTask_isItsArgument() throws Exception {
    LoadBalancedView lview = mec.balanced();
    PendingTask<Integer> first = lview.submit(() -> 20);
    PendingTask<Integer> second = lview.submitWith(x -> x + 1, first);
    PendingTask<Integer> failed = lview.submit(() -> Integer.parseInt("x"));
    PendingTask<Integer> impossible = lview.submitWith(x -> x + 1, failed);

    assertThat(result(lview.submitWith((x, y) -> x + y, first, second))).isEqualTo(41);
    assertThatExceptionOfType(ImpossibleDependency.class).isThrownBy(() -> result(impossible));
  }

  @Test
  void cancel_runningTask_interruptsIt() throws Exception {
    PendingTask<Map<String, Object>> task = mec.balanced().execute(gate().pass());
    while (mec.balanced().counts().running() == 0) {
      Thread.onSpinWait();
    }
    task.cancel();

    assertThatExceptionOfType(TaskAborted.class).isThrownBy(() -> result(task));
    assertThat(mec.balanced().map(x -> x, List.of(1, 2, 3, 4))).containsExactly(1, 2, 3, 4);
  }

  @Test
  void map_numbers_returnsResultsInOrder() {
    List<Integer> numbers = IntStream.range(0, 20_000).boxed().toList();

    assertThat(mec.balanced().map(x -> 2L * x, numbers))
        .isEqualTo(numbers.stream().map(x -> 2L * x).toList());
  }

  @Test
  void map_slowElementsTogether_areSharedByAllEngines() {
    List<Integer> engines =
        mec.balanced()
            .map(BalancedContract::slowAtTheBeginning, IntStream.range(0, 400).boxed().toList());

    assertThat(new HashSet<>(engines.subList(0, 100))).hasSizeGreaterThan(1);
  }

  private static int slowAtTheBeginning(int x) throws InterruptedException {
    if (x < 100) {
      Thread.sleep(5);
    }
    return Thread.currentThread().getName().hashCode() ^ (int) ProcessHandle.current().pid();
  }

  @Test
  void map_failingElements_keepsTheOthers() {
    assertThatExceptionOfType(CompositeError.class)
        .isThrownBy(
            () -> mec.balanced().map(x -> 6 / (x % 5), IntStream.range(1, 11).boxed().toList()))
        .satisfies(
            error -> {
              assertThat(error.entries()).hasSize(2);
              assertThat(error.results()).hasSize(8);
            });
  }

  @Test
  void stream_endlessIterator_endsWhenItIsClosed() {
    Iterator<Integer> endless = Stream.iterate(0, x -> x + 1).iterator();
    try (ResultStream<Integer> results = mec.balanced().stream(x -> 2 * x, endless)) {
      for (int i = 0; i < 10_000; i++) {
        assertThat(results.next()).isEqualTo(2 * i);
      }
    }
    while (mec.balanced().counts().open() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void executor_tasks_runOnEngines() throws Exception {
    TaskExecutor executor = mec.balanced().executor();
    Future<Integer> future = executor.submit(() -> 6 * 7);
    Future<Integer> failing = executor.submit(() -> Integer.parseInt("x"));

    assertThat(future.get()).isEqualTo(42);
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(failing::get)
        .withCauseInstanceOf(NumberFormatException.class);
    executor.close();
    assertThat(executor.isTerminated()).isTrue();
  }
}

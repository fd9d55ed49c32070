package org.multiengine.client.taskclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.client.task.support.TaskFixture;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.IndexError;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.KeyError;
import org.multiengine.core.error.NameError;
import org.multiengine.core.error.RemoteError;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.error.TaskRejectError;
import org.multiengine.core.error.TaskTimeout;
import org.multiengine.core.function.RemoteBiFunction;
import org.multiengine.core.function.RemoteCallable;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.core.function.RemoteSupplier;
import org.multiengine.core.task.TaskSettings;

/**
 * The acceptance cases of the reference of the task interface (its part 16), on engines in this
 * JVM. The comment before a test names its cases.
 */
@Timeout(60)
final class TaskClientTest {

  // Functions run in this JVM, so that tests and tasks share these.
  private static final Semaphore GATE = new Semaphore(0);
  private static final Semaphore BEGUN = new Semaphore(0);
  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final List<String> ORDER = Collections.synchronizedList(new ArrayList<>());

  private static final RemoteSupplier<Integer> WAITING =
      () -> {
        BEGUN.release();
        GATE.acquire();
        return 1;
      };

  private static final RemoteBiFunction<String, Boolean, Integer> NOTING =
      (name, fails) -> {
        ORDER.add(name);
        int runs = RUNS.incrementAndGet();
        if (fails) {
          throw new IllegalStateException(name);
        }
        return runs;
      };

  private final List<TaskFixture> clients = new ArrayList<>();

  private TaskFixture engines(int count) {
    return engines(count, TaskSettings.defaults(), "");
  }

  private TaskFixture engines(int count, TaskSettings limits, String settings) {
    var client = new TaskFixture(count, limits, settings);
    clients.add(client);
    return client;
  }

  private static TaskClient tc(TaskFixture client) {
    return TaskClient.of(client.tasks());
  }

  private TaskClient tc(int engines) {
    return tc(engines(engines));
  }

  @AfterEach
  void close() {
    GATE.release(1_000);
    clients.forEach(TaskFixture::close);
    GATE.drainPermits();
    BEGUN.drainPermits();
    RUNS.set(0);
    ORDER.clear();
  }

  private static TaskResult result(TaskClient tc, Task task) {
    return (TaskResult) Objects.requireNonNull(tc.run(task, true));
  }

  private static TaskResult result(TaskClient tc, long id) {
    return (TaskResult) Objects.requireNonNull(tc.getTaskResult(id, true));
  }

  /** Returns a task that notes that it ran. All of them and the failing ones are of one kind. */
  private static MapTask noted(String name) {
    return new MapTask(NOTING, name, false);
  }

  private static MapTask failing(String name) {
    return new MapTask(NOTING, name, true);
  }

  private static TaskSettings unplaceableAfter(Duration limit) {
    TaskSettings d = TaskSettings.defaults();
    return new TaskSettings(
        d.maxOpen(),
        d.maxOpenBytes(),
        d.maxNodeBytes(),
        d.maxEnded(),
        d.aging(),
        limit,
        d.recallAfter(),
        d.cancelGrace(),
        d.rejection(),
        d.speculation(),
        d.share());
  }

  // A1
  @Test
  void run_fourTasks_haveTheFirstNumbers() {
    TaskClient tc = tc(2);

    assertThat(LongStream.range(0, 4).map(i -> tc.run(new StringTask("a=5"))))
        .containsExactly(0L, 1L, 2L, 3L);
  }

  // A3, A4, A6
  @Test
  void run_text_hasAResultWithTheTextOfIPython() {
    TaskClient tc = tc(1);
    TaskResult result = result(tc, new StringTask("a=5", "a"));
    result.raiseException();

    assertThat(result.get("a")).isEqualTo(5);
    assertThat(result.getNs().get("a")).isEqualTo(5);
    assertThat(result.getFailure()).isNull();
    assertThat(result).hasToString("TaskResult[ID:0]:{'a': 5}");
    assertThat(result.getNs()).hasToString("NS{'a': 5}");
    assertThat(result(tc, new StringTask("a=1")).getResults()).isEmpty();
    assertThat(result(tc, new StringTask("a=1")).getKeys()).isEmpty();
  }

  // A5, A7
  @Test
  void run_textWithPushAndPull_returnsTheValues() {
    TaskFixture client = engines(1);
    TaskClient tc = tc(client);
    client.scheduler().execute(0, "a = 0; d = 30");

    TaskResult pushed = result(tc, new StringTask("", Map.of("a", 1, "b", 0), "a", "b"));
    TaskResult lines =
        result(tc, new StringTask("a = 5\nb = 10 * d\nc = a * b * d", "a", "b", "c"));

    assertThat(pushed.getResults()).containsEntry("a", 1).containsEntry("b", 0);
    assertThat(lines.getResults().values()).containsExactly(5, 300, 45000);
  }

  // A8, A9, A55 of StringTask: failures are in the result
  @Test
  void run_textThatFails_hasAResultThatRaises() {
    TaskClient tc = tc(1);
    TaskResult result = result(tc, new StringTask("7=5"));
    TaskResult missing = result(tc, new StringTask("", "nope"));

    assertThat(result.getFailure()).isNotNull();
    assertThatExceptionOfType(KernelError.class).isThrownBy(result::getNs);
    assertThatExceptionOfType(KernelError.class).isThrownBy(() -> result.get("x"));
    assertThatExceptionOfType(KernelError.class).isThrownBy(result::raiseException);
    assertThat(result.getKeys()).isEmpty();
    assertThat(missing.getFailure()).isInstanceOf(NameError.class).hasMessageContaining("nope");
  }

  // A10
  @Test
  void get_unknownName_isAKeyErrorOrAMissingAttribute() {
    TaskResult result = result(tc(1), new StringTask("a=5", "a"));

    assertThatExceptionOfType(KeyError.class)
        .isThrownBy(() -> result.get("zz"))
        .withMessage("'zz'");
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> result.getNs().get("zz"))
        .withMessage("'ResultNS' object has no attribute 'zz'");
  }

  // A12, A13, A73
  @Test
  void run_function_returnsItsValue() {
    TaskClient tc = tc(2);
    int captured = 3;

    assertThat(tc.run(new MapTask((RemoteFunction<Integer, Integer>) x -> 2 * x, 10), true))
        .isEqualTo(20);
    assertThat(tc.run(new MapTask((RemoteSupplier<Integer>) () -> 20), true)).isEqualTo(20);
    assertThat(
            tc.run(
                MapTask.of(
                    (RemoteFunction<Map<String, Integer>, Integer>)
                        named -> named.getOrDefault("x", 0),
                    null,
                    Map.of("x", 20)),
                true))
        .isEqualTo(20);
    assertThat(tc.run(new MapTask((RemoteSupplier<Integer>) () -> captured), true)).isEqualTo(3);
  }

  // A14
  @Test
  void run_functionThatFails_raisesBare() {
    TaskClient tc = tc(1);

    assertThatExceptionOfType(RemoteError.class)
        .isThrownBy(
            () ->
                tc.run(
                    new MapTask((RemoteFunction<Integer, Integer>) x -> 10 / (x - 10), 10), true))
        .withCauseInstanceOf(ArithmeticException.class);
  }

  // A15
  @Test
  void of_valuesOfOtherTypes_areRefusedWithIPythonsTexts() {
    RemoteSupplier<Integer> function = () -> 1;

    assertRefused(() -> StringTask.of(3, null, null), "a task expression must be a string");
    assertRefused(() -> StringTask.of("", 3, null), "pull must be str or a sequence of strs");
    assertRefused(() -> StringTask.of("", null, 3), "push must be a dict");
    assertRefused(() -> MapTask.of("q", null, null), "a task function must be a FunctionType");
    assertRefused(() -> MapTask.of(function, 3, null), "a task args must be a list or tuple");
    assertRefused(() -> MapTask.of(function, null, 3), "a task kwargs must be a dict");
  }

  private static void assertRefused(Runnable creation, String text) {
    assertThatIllegalArgumentException().isThrownBy(creation::run).withMessage(text);
  }

  // A17, A18
  @Test
  void getTaskResult_runningThenEnded_isNullThenTheSameEachTime() throws Exception {
    TaskClient tc = tc(1);
    long id = tc.run(new MapTask(WAITING));
    BEGUN.acquire();

    assertThat(tc.getTaskResult(id)).isNull();
    GATE.release();
    assertThat(tc.getTaskResult(id, true)).isEqualTo(1);
    assertThat(tc.getTaskResult(id)).isEqualTo(1);
  }

  // A19, A20, A21
  @Test
  void barrier_anyTasks_returnsWhenTheyHaveEnded() {
    TaskClient tc = tc(2);
    long good = tc.run(new StringTask("a=1"));
    long bad = tc.run(failing("x"));

    tc.barrier(good, bad, 999);
    tc.barrier();
    tc.barrier(List.of(good));

    assertThat(tc.queueStatus()).isEqualTo(new QueueCounts(0, 0, 1, 1));
    assertThatExceptionOfType(IndexError.class)
        .isThrownBy(() -> tc.getTaskResult(999))
        .withMessage("task ID not registered: 999");
    assertThatExceptionOfType(IndexError.class).isThrownBy(() -> tc.getTaskResult(999, true));
  }

  // A22, A23, A79
  @Test
  void queueStatus_runningAndWaitingTasks_countsEach() throws Exception {
    TaskClient tc = tc(4);
    List<Long> ids = IntStream.range(0, 24).mapToObj(i -> tc.run(new MapTask(WAITING))).toList();
    BEGUN.acquire(4);
    GATE.release(8);
    BEGUN.acquire(8);
    while (tc.queueStatus().succeeded() < 8) {
      Thread.onSpinWait();
    }

    assertThat(tc.queueStatus()).isEqualTo(new QueueCounts(12, 4, 8, 0));
    assertThat(tc.queueStatus())
        .hasToString("{'scheduled': 12, 'pending': 4, 'succeeded': 8, 'failed': 0}");
    QueueLists lists = (QueueLists) tc.queueStatus(true);
    var all = new HashSet<Long>();
    List.of(lists.scheduled(), lists.pending(), lists.succeeded(), lists.failed())
        .forEach(all::addAll);
    assertThat(all).hasSize(24);
    ids.subList(20, 24).forEach(tc::abort);
    GATE.release(100);
    tc.barrier(ids);
    assertThat(tc.queueLists().failed()).containsExactlyElementsOf(ids.subList(20, 24));
    assertThat(tc.queueStatus()).isEqualTo(new QueueCounts(0, 0, 20, 4));
  }

  // A24
  @Test
  void queueStatus_functionsAndAbortedOnes_areCounted() throws Exception {
    TaskClient tc = tc(1);
    tc.run(noted("a"), true);
    tc.run(noted("b"), true);
    tc.run(noted("c"), true);
    long aborted = tc.run(new MapTask(WAITING));
    BEGUN.acquire();
    tc.abort(aborted);
    tc.barrier(aborted);

    assertThat(tc.queueStatus()).isEqualTo(new QueueCounts(0, 0, 3, 1));
  }

  // A25, A26
  @Test
  void clear_endedTasks_areForgotten() throws Exception {
    TaskClient tc = tc(1);
    long ended = tc.run(new StringTask("a=1"));
    tc.barrier(ended);
    long running = tc.run(new MapTask(WAITING));
    BEGUN.acquire();

    assertThatExceptionOfType(KeyError.class)
        .isThrownBy(() -> tc.clear(running, 9))
        .withMessage("Cleared 0 results, but no tasks found for ids: 1, 9");
    assertThat(tc.clear()).isOne();
    assertThatExceptionOfType(IndexError.class).isThrownBy(() -> tc.getTaskResult(ended));
    GATE.release();
    assertThat(tc.getTaskResult(running, true)).isEqualTo(1);
    assertThat(tc.run(new StringTask("a=1"))).isEqualTo(2);
    assertThat(tc.clear(running)).isOne();
  }

  // A27, A53
  @Test
  void spin_taskWhosePropertyIsSetLater_runsWithoutIt() {
    TaskFixture client = engines(1);
    TaskClient tc = tc(client);
    assertThat(tc.spin()).isFalse();
    MapTask task = noted("a");
    task.setDepend(properties -> properties.containsKey("g"));
    long id = tc.run(task);

    assertThat(tc.getTaskResult(id)).isNull();
    client.scheduler().setProperty(0, "g", true, client.session().values());
    tc.barrier(id);

    assertThat(tc.spin()).isTrue();
    assertThat(tc.spin()).isFalse();
  }

  // A28
  @Test
  void run_oneEngine_runsTasksInTheirOrder() {
    TaskClient tc = tc(1);
    List<Long> ids = List.of(tc.run(noted("a")), tc.run(noted("b")), tc.run(noted("c")));
    tc.barrier(ids);

    assertThat(ORDER).containsExactly("a", "b", "c");
  }

  // A29
  @Test
  void run_taskThatFitsNowhere_isPassedByLaterOnes() {
    TaskClient tc = tc(2);
    MapTask never = noted("never");
    never.setDepend(properties -> properties.containsKey("g"));
    long waiting = tc.run(never);
    tc.barrier(tc.run(noted("free")));

    assertThat(ORDER).containsExactly("free");
    assertThat(tc.why(waiting)).isNotEmpty();
  }

  // A30
  @Test
  void run_equalTasks_areSpreadOverAllEngines() {
    TaskClient tc = tc(4);
    List<Long> ids = IntStream.range(0, 4).mapToObj(i -> tc.run(new MapTask(WAITING))).toList();
    BEGUN.acquireUninterruptibly(4);
    GATE.release(4);
    tc.barrier(ids);

    assertThat(tc.queueStatus()).isEqualTo(new QueueCounts(0, 0, 4, 0));
  }

  // A32
  @Test
  void run_noEngines_waitsForOne() {
    TaskFixture client = engines(0);
    TaskClient tc = tc(client);
    long id = tc.run(new StringTask("a=5", "a"));

    assertThat(tc.queueStatus()).isEqualTo(new QueueCounts(1, 0, 0, 0));
    client.scheduler().add(7);

    assertThat(result(tc, id).getEngineid()).isEqualTo(7);
  }

  // A33, A34
  @Test
  void retries_failingText_runsSoOften() {
    TaskFixture client = engines(1);
    TaskClient tc = tc(client);
    client.scheduler().execute(0, "i = 0");
    var task = new StringTask("i = i + 1; assert i == 16", "i");
    task.setRetries(10);

    assertThat(result(tc, task).getFailure()).isNotNull();
    client.scheduler().execute(0, "assert i == 11");
    assertThat(result(tc, task).get("i")).isEqualTo(16);
    MapTask once = failing("x");
    long id = tc.run(once);
    tc.barrier(id);
    assertThat(RUNS.get()).isOne();
  }

  // A36
  @Test
  void retries_failingTaskBeforeOthers_runsAgainBehindThem() {
    TaskClient tc = tc(1);
    long gate = tc.run(new MapTask(WAITING));
    BEGUN.acquireUninterruptibly();
    MapTask a = failing("a");
    a.setRetries(1);
    List<Long> ids = List.of(gate, tc.run(a), tc.run(noted("b")), tc.run(noted("c")));
    GATE.release();
    tc.barrier(ids);

    assertThat(ORDER).containsExactly("a", "b", "c", "a");
  }

  // A38, A41
  @Test
  void recoveryTask_taskFailedForGood_runsUnderTheSameId() {
    TaskClient tc = tc(1);
    MapTask task = failing("x");
    task.setRetries(2);
    task.setRecoveryTask(new StringTask("i=16", "i"));
    long id = tc.run(task);
    TaskResult result = result(tc, id);

    assertThat(RUNS.get()).isEqualTo(3);
    assertThat(result.getTaskid()).isEqualTo(id);
    assertThat(result.get("i")).isEqualTo(16);
  }

  // A39, A40
  @Test
  void recoveryTask_chainOrItself_endsWithTheLastFailure() {
    TaskClient tc = tc(1);
    MapTask first = failing("1");
    MapTask second = failing("2");
    first.setRecoveryTask(second);
    second.setRecoveryTask(failing("3"));
    MapTask itself = failing("self");
    itself.setRecoveryTask(itself);

    assertThatExceptionOfType(RemoteError.class)
        .isThrownBy(() -> tc.run(first, true))
        .withMessageContaining("3");
    assertThat(RUNS.getAndSet(0)).isEqualTo(3);
    assertThatExceptionOfType(RemoteError.class).isThrownBy(() -> tc.run(itself, true));
    assertThat(RUNS.get()).isEqualTo(2);
  }

  // A42, A43, A44
  @Test
  void clear_beforeAndAfter_emptiesTheEngine() {
    TaskFixture client = engines(1);
    TaskClient tc = tc(client);
    client.scheduler().execute(0, "b = 1");
    var both = new StringTask("a=1", "b");
    both.setClearBefore(true);
    both.setClearAfter(true);
    var pulled = new StringTask("a=1", "a");
    pulled.setClearAfter(true);

    assertThat(result(tc, both).getFailure()).isInstanceOf(NameError.class);
    assertThat(result(tc, new StringTask("", "a")).getFailure()).isInstanceOf(NameError.class);
    assertThat(result(tc, pulled).get("a")).isEqualTo(1);
    assertThat(result(tc, new StringTask("", "a")).getFailure()).isInstanceOf(NameError.class);
  }

  // A45, A46, A48, A49, A50
  @Test
  void abort_waitingAndRunningTasks_endsThem() throws Exception {
    TaskClient tc = tc(1);
    var task = new MapTask(WAITING);
    task.setRetries(5);
    long running = tc.run(task);
    BEGUN.acquire();
    long waiting = tc.run(noted("a"));
    tc.abort(waiting);
    tc.abort(running);
    tc.barrier(running, waiting);

    assertThatExceptionOfType(TaskAborted.class).isThrownBy(() -> tc.getTaskResult(running));
    assertThatExceptionOfType(TaskAborted.class).isThrownBy(() -> tc.getTaskResult(waiting));
    assertThat(ORDER).isEmpty();
    assertThatExceptionOfType(IndexError.class)
        .isThrownBy(() -> tc.abort(running))
        .withMessage("Task Already Completed");
    assertThatExceptionOfType(IndexError.class)
        .isThrownBy(() -> tc.abort(500))
        .withMessage("No task #500");
  }

  // A48
  @Test
  void abort_twiceWhileItRuns_saysSo() throws Exception {
    TaskClient tc = tc(1);
    long running =
        tc.run(
            new MapTask(
                (RemoteSupplier<Integer>)
                    () -> {
                      BEGUN.release();
                      GATE.acquireUninterruptibly();
                      return 1;
                    }));
    BEGUN.acquire();
    tc.abort(running);

    assertThatExceptionOfType(IndexError.class)
        .isThrownBy(() -> tc.abort(running))
        .withMessage("Task Already Aborted");
    GATE.release();
    tc.barrier(running);
    assertThatExceptionOfType(TaskAborted.class).isThrownBy(() -> tc.getTaskResult(running));
  }

  // A51
  @Test
  void depend_falseEverywhere_timesOutWithIPythonsText() {
    TaskClient tc = tc(engines(2, unplaceableAfter(Duration.ofSeconds(1)), ""));
    MapTask task = noted("a");
    task.setDepend(properties -> false);

    assertThatExceptionOfType(TaskTimeout.class)
        .isThrownBy(() -> tc.run(task, true))
        .withMessageContaining("failed to execute due to unmet dependencies for 1 seconds");
    MapTask throwing = noted("b");
    throwing.setDepend(
        properties -> {
          throw new IllegalStateException("no such property");
        });
    assertThatExceptionOfType(TaskTimeout.class)
        .isThrownBy(() -> tc.run(throwing, true))
        .withMessageContaining("no such property");
  }

  // A55, A57
  @Test
  void rejection_onAllEnginesButOne_runsThere() {
    TaskClient tc = tc(4);
    RemoteCallable<Integer> picky =
        engine -> {
          if (engine.id() != 3) {
            throw new TaskRejectError("not here");
          }
          return engine.id();
        };

    assertThat(tc.run(new MapTask(picky), true)).isEqualTo(3);
  }

  // A58, A59
  @Test
  void engineLost_runningTask_runsAgainOnlyIfItMay() {
    TaskFixture client = engines(1);
    TaskClient tc = tc(client);
    var again = new MapTask(WAITING);
    again.setRetries(1);
    long retried = tc.run(again);
    BEGUN.acquireUninterruptibly();
    client.scheduler().kill(0);
    client.scheduler().add(0);
    BEGUN.acquireUninterruptibly();
    GATE.release();
    assertThat(tc.getTaskResult(retried, true)).isEqualTo(1);

    long lost = tc.run(new MapTask(WAITING));
    BEGUN.acquireUninterruptibly();
    client.scheduler().kill(0);
    assertThatExceptionOfType(EngineLost.class)
        .isThrownBy(() -> tc.getTaskResult(lost, true))
        .withMessageContaining("signal 9");
  }

  // A61
  @Test
  void engineLost_idle_nothingFails() {
    TaskFixture client = engines(2);
    client.scheduler().kill(1);

    assertThat(tc(client).map(x -> x + 1, List.of(1, 2, 3))).containsExactly(2, 3, 4);
  }

  // A64, A65, A66
  @Test
  void map_sequences_equalsTheSerialResult() {
    TaskClient tc = tc(4);
    List<Double> expected = IntStream.range(0, 32).mapToObj(x -> Math.pow(x, 10)).toList();
    RemoteBiFunction<Integer, Integer, Integer> sum = (x, y) -> x + y;

    assertThat(tc.map(x -> Math.pow(x, 10), IntStream.range(0, 32).boxed().toList()))
        .isEqualTo(expected);
    assertThat(tc.map(x -> x, List.of())).isEmpty();
    assertThat(tc.mapper().map(sum, List.of(1, 2), List.of(10, 20))).containsExactly(11, 22);
    assertRefused(() -> tc.mapper().map((Object) sum), "max() arg is an empty sequence");
    assertRefused(
        () -> tc.mapper().map(sum, List.of(1), List.of(1, 2)),
        "all sequences must have equal length");
    assertRefused(() -> tc.mapper().map("q", List.of(1)), "a task function must be a FunctionType");
  }

  // A67
  @Test
  void map_failingElements_keepsTheOthers() {
    for (MapperOptions options :
        List.of(MapperOptions.DEFAULT, MapperOptions.DEFAULT.withClear(true, false))) {
      TaskMapper mapper = tc(2).mapper(options);
      assertThatExceptionOfType(CompositeError.class)
          .isThrownBy(
              () ->
                  mapper.map(
                      (RemoteFunction<Integer, Integer>) TaskClientTest::exceptThreeAndSeven,
                      numbers(10)))
          .satisfies(
              error -> {
                assertThat(error.entries()).hasSize(2);
                assertThat(error.results()).hasSize(8);
                assertThat(error).hasMessageContaining("element 3");
                assertThat(error).hasMessageContaining("element 7");
              });
    }
  }

  private static int exceptThreeAndSeven(int x) {
    if (x == 3 || x == 7) {
      throw new IllegalStateException("no " + x);
    }
    return x;
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  // A68, A70, A71
  @Test
  void mapper_withoutWaiting_returnsIds() {
    TaskClient tc = tc(2);
    MapperOptions later = MapperOptions.DEFAULT.withBlock(false);
    List<@Nullable Object> ids = tc.mapper(later).map(x -> 2 * x, numbers(10));
    TaskFunction f = tc.parallel((RemoteFunction<Integer, Integer>) x -> 2 * x);

    assertThat(ids).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(tc.getTaskResult(9, true)).isEqualTo(18);
    assertThat(f.apply(numbers(10))).containsExactly(0, 2, 4, 6, 8, 10, 12, 14, 16, 18);
    assertThat(tc.parallel((RemoteFunction<Integer, Integer>) x -> x, later).apply(numbers(2)))
        .containsExactly(10L, 11L);
    assertRefused(() -> tc.parallel(3, later), "func must be a fuction or str");
  }

  // A69
  @Test
  void mapper_default_hasTheDefaultsOfIPython() {
    assertThat(tc(1).mapper().options())
        .isEqualTo(new MapperOptions(false, false, 0, null, null, true));
  }

  // A74
  @Test
  void run_function_leavesTheTasksFunctionAsItWas() throws Exception {
    RemoteFunction<Integer, Integer> function = x -> x + 1;
    var task = new MapTask(function, 1);
    tc(1).run(task, true);

    assertThat(task.getFunction()).isSameAs(function);
    assertThat(function.apply(41)).isEqualTo(42);
  }

  // A75
  @Test
  void run_valueThatCannotBeSent_failsAndQueuesNothing() {
    TaskClient tc = tc(1);
    var task = new StringTask("", Map.of("t", Thread.currentThread()));

    assertThatExceptionOfType(SerializationError.class).isThrownBy(() -> tc.run(task));
    assertThat(tc.queueStatus()).isEqualTo(new QueueCounts(0, 0, 0, 0));
    assertThat(tc.run(new StringTask("a=1"))).isZero();
  }

  // A76, A77
  @Test
  void run_textThatPrints_hasItsOutputAndTimes() {
    TaskResult result = result(tc(1), new StringTask("println 'hello'; sleep 20"));

    assertThat(result.getStdout()).isEqualTo("hello\n");
    assertThat(result.getTaskid()).isZero();
    assertThat(result.getEngineid()).isZero();
    assertThat(result.getStarted()).isAfterOrEqualTo(result.getSubmitted());
    assertThat(result.getCompleted()).isAfterOrEqualTo(result.getStarted());
    assertThat(result.getDuration()).isGreaterThanOrEqualTo(0.02);
  }

  // A81
  @Test
  void run_tasksThatLeadToNewOnes_endWhenNoneIsOpen() {
    TaskClient tc = tc(2);
    List<Long> open = new ArrayList<>(List.of(tc.run(children(3))));
    int ended = 0;
    while (!open.isEmpty()) {
      long id = open.remove(0);
      int more = (Integer) Objects.requireNonNull(tc.getTaskResult(id, true));
      ended++;
      for (int i = 0; i < more; i++) {
        open.add(tc.run(children(more - 1)));
      }
    }

    assertThat(ended).isEqualTo(16);
  }

  private static MapTask children(int count) {
    return new MapTask((RemoteSupplier<Integer>) () -> count);
  }

  // A82
  @Test
  void run_manyTasksNeverFetched_keepsTheLastOnes() {
    TaskClient tc =
        tc(engines(2, TaskSettings.defaults(), "multiengine.client.max-task-results = 100"));
    List<Long> ids = IntStream.range(0, 1_000).mapToObj(i -> tc.run(children(1))).toList();
    tc.barrier(ids.get(999));
    while (tc.queueStatus().scheduled() + tc.queueStatus().pending() > 0) {
      tc.barrier(ids);
    }

    assertThat(tc.queueStatus().succeeded()).isEqualTo(100);
    assertThatExceptionOfType(IndexError.class).isThrownBy(() -> tc.getTaskResult(ids.get(0)));
  }
}

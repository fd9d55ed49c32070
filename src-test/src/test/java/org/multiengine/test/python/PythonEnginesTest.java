package org.multiengine.test.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.CompositeError;
import org.multiengine.core.NDArray;
import org.multiengine.core.ResultList;
import org.multiengine.core.Targets;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.partition.Distribution;
import org.multiengine.samples.guide.OnPython;

/** Python engines, driven by a client. */
@Timeout(240)
final class PythonEnginesTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static @Nullable LocalCluster cluster;

  private static @Nullable MultiEngineClient connected;

  private final MultiEngineClient client = Objects.requireNonNull(connected);

  @BeforeAll
  static void start() {
    Pythons.require();
    LocalCluster started =
        LocalCluster.builder()
            .engines(2)
            .language("python")
            .setting("multiengine.languages.python.interrupt-grace", "500ms")
            .start();
    cluster = started;
    connected = started.connect();
  }

  @AfterAll
  static void end() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @BeforeEach
  void awaitEngines() {
    Awaitility.await().atMost(LIMIT).until(() -> client.ids().equals(List.of(0, 1)));
    try {
      client.reset();
    } catch (KernelError restarted) {
      client.reset(); // the first call after a restart reports it
    }
  }

  @Test
  void execute_commands_haveRecordsOfPython() {
    client.execute("a = 5");
    CommandRecord record = client.execute("print('hello'); a + id").get(1);

    assertThat(record.stdout()).isEqualTo("hello\n");
    assertThat(record.display()).isEqualTo("6");
    assertThat(client.engines().get(0).language()).isEqualTo("python");
    assertThat(client.engines().toString()).contains("language").contains("python");
    assertThat(client.languages()).containsExactly("python");
  }

  @Test
  void execute_fails_errorIsPythons() {
    CompositeError error = catchThrowableOfType(CompositeError.class, () -> client.execute("1/0"));

    assertThat(error.getMessage()).contains("[0:execute]: ZeroDivisionError: division by zero");
  }

  @Test
  void push_valuesAndArrays_areSharedByAllEngines() {
    Pythons.requireNumpy(client);
    client.push(Map.of("n", 3, "m", NDArray.of(new double[][] {{2, 0}, {0, 3}})));
    client.execute("v = sorted(numpy.linalg.eigvals(m)); w = m * n");

    assertThat(client.pull("v")).isEqualTo(List.of(List.of(2.0, 3.0), List.of(2.0, 3.0)));
    assertThat(client.pull("w").get(1)).isEqualTo(NDArray.of(new double[][] {{6, 0}, {0, 9}}));
  }

  @Test
  void scatter_array_isSplitAlongItsFirstDimension() {
    Pythons.requireNumpy(client);
    NDArray array = NDArray.of(new double[][] {{1, 2}, {3, 4}, {5, 6}});
    client.scatter("x", array);
    client.execute("y = x * 10; shape = list(y.shape)");

    assertThat(client.pull("shape")).isEqualTo(List.of(List.of(2, 2), List.of(1, 2)));
    assertThat(client.gather("y"))
        .isEqualTo(NDArray.of(new double[][] {{10, 20}, {30, 40}, {50, 60}}));
    client.scatter("z", array, Distribution.ROUND_ROBIN, false);
    assertThat(client.gather("z", Distribution.ROUND_ROBIN)).isEqualTo(array);
  }

  @Test
  void map_lambdaOfPython_keepsTheOrder() {
    List<Integer> numbers = IntStream.range(0, 100).boxed().toList();

    assertThat(client.map("lambda x: x + 1", numbers))
        .isEqualTo(numbers.stream().map(x -> x + 1).toList());
    CompositeError error =
        catchThrowableOfType(
            CompositeError.class, () -> client.map("lambda x: 1 / (x - 70)", numbers));
    assertThat(error.getMessage()).contains("ZeroDivisionError").contains("(element 70)");
  }

  @Test
  void apply_functionOfJava_runsInTheEnginesProcess() {
    client.execute("a = 20");

    assertThat(client.apply(scope -> (Integer) Objects.requireNonNull(scope.get("a")) + scope.id()))
        .isEqualTo(List.of(20, 21));
  }

  @Test
  void pull_functionOfPython_canBePushedAndMapped() {
    client.view(Targets.of(0)).execute("def f(x): return 2.0 * x ** 4");
    Object function = Objects.requireNonNull(client.view(Targets.of(0)).pull("f").get(0));
    client.view(Targets.of(1)).push(Map.of("g", function));

    client.view(Targets.of(1)).execute("y = g(4.0)");
    assertThat(client.view(Targets.of(1)).pull("y")).isEqualTo(List.of(512.0));
  }

  @Test
  void run_fileOfPython_isChecked(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("program.py");
    Files.writeString(file, "def f(x):\n    return x + 1\n\nprint(f(41))\n");

    assertThat(client.run(file).get(0).stdout()).isEqualTo("42\n");
  }

  @Test
  void output_endless_isCutAndTheEngineGoesOn() {
    CommandRecord record =
        client
            .view(Targets.of(0))
            .execute("for i in range(1000): print('x' * 1_000_000)") // 1 GB
            .get(0);

    assertThat(record.stdout()).contains("output cut").hasSizeLessThan(2 << 20);
    assertThat(client.view(Targets.of(0)).execute("1 + 1").get(0).display()).isEqualTo("2");
  }

  @Test
  void cancel_endlessLoop_stopsItAndKeepsTheNames() {
    client.view(Targets.of(0)).execute("a = 7");
    PendingResult<ResultList> pending = client.view(Targets.of(0)).executeAsync("while True: pass");
    awaitBusy();
    pending.cancel();

    assertThatThrownBy(() -> pending.get(LIMIT)).isInstanceOf(RuntimeException.class);
    assertThat(client.view(Targets.of(0)).pull("a")).isEqualTo(List.of(7));
  }

  private void awaitBusy() {
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> client.engines().get(0).toString().contains("busy"));
  }

  @Test
  void cancel_nativeCode_endsTheProcessAndTheEngineComesBack(@TempDir Path folder) {
    client.view(Targets.of(0)).execute("a = 7; import ctypes");
    Path running = folder.resolve("running");
    PendingResult<ResultList> pending =
        client
            .view(Targets.of(0))
            .executeAsync("ctypes.PyDLL(None).system(b'touch " + running + "; sleep 20')");
    Awaitility.await().atMost(LIMIT).until(() -> Files.exists(running));
    pending.cancel();

    assertThatThrownBy(() -> pending.get(LIMIT)).isInstanceOf(RuntimeException.class);
    assertRestarted();
  }

  @Test
  void process_exits_isLostAndComesBackEmpty() {
    client.view(Targets.of(0)).execute("a = 7");
    CompositeError error =
        catchThrowableOfType(
            CompositeError.class,
            () -> client.view(Targets.of(0)).execute("import os; os._exit(3)"));

    assertThat(error.entries().get(0).error())
        .isInstanceOf(EngineLost.class)
        .hasMessageContaining("its Python process")
        .hasMessageContaining("has ended with status 3");
    assertRestarted();
  }

  @Test
  void process_killedWhileIdle_isLostAndComesBackEmpty() {
    client.view(Targets.of(0)).execute("import os; a = 7; pid = os.getpid()");
    Object pid = Objects.requireNonNull(client.view(Targets.of(0)).pull("pid").get(0));
    ProcessHandle.of(((Number) pid).longValue()).orElseThrow().destroyForcibly();

    assertRestarted();
  }

  /** Waits until engine 0 has a new life, which the first call reports as an error. */
  private void assertRestarted() {
    Awaitility.await()
        .atMost(LIMIT)
        .ignoreExceptions() // the engine is not there for a moment
        .until(() -> "False".equals(displayed("'a' in globals()")));
    assertThat(client.view(Targets.of(1)).execute("1 + 1").get(0).display()).isEqualTo("2");
  }

  private @Nullable String displayed(String text) {
    return client.view(Targets.of(0)).execute(text).get(0).display();
  }

  @Test
  void snippets_ofTheGuide_run() {
    Pythons.requireNumpy(client);

    assertThatCode(OnPython::main).doesNotThrowAnyException();
  }

  @Test
  void start_noPython_isOneClearError() {
    assertThatThrownBy(
            () ->
                LocalCluster.builder()
                    .engines(2)
                    .language("python")
                    .setting("multiengine.languages.python.executable", "no-such-python")
                    .start())
        .isInstanceOf(KernelError.class)
        .hasMessageContaining("Python 3.8 or newer")
        .hasMessageContaining("'no-such-python'");
  }
}

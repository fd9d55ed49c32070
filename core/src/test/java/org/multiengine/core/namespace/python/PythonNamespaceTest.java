package org.multiengine.core.namespace.python;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.namespace.BatchFunction;
import org.multiengine.core.namespace.Evaluation;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.NamespaceLost;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.namespace.StandardStreams;

/** What Python engines do in addition to the contract of languages. */
@Timeout(120)
final class PythonNamespaceTest {

  private static final Map<String, String> OPTIONS = Map.of("interrupt-grace", "300");

  private final Namespace namespace = new PythonLanguage().createNamespace(OPTIONS);

  @BeforeAll
  static void requirePython() {
    Pythons.require();
  }

  @AfterEach
  void close() {
    StandardStreams.attach(null);
    namespace.close();
  }

  private String shown(String text) throws ScriptError {
    Evaluation evaluation = namespace.evaluate(text, "In [1]");
    return String.valueOf(evaluation.display());
  }

  private ScriptError failure(String text) {
    try {
      namespace.evaluate(text, "In [3]");
    } catch (ScriptError error) {
      return error;
    }
    throw new AssertionError("did not fail: " + text);
  }

  @Test
  void evaluate_lastExpression_isDisplayed() throws ScriptError {
    assertThat(shown("x = [1, 'a', None]\nx")).isEqualTo("[1, 'a', None]");
    assertThat(namespace.evaluate("x;", "In [1]").displayed()).isFalse();
    assertThat(namespace.evaluate("None", "In [1]").displayed()).isFalse();
    assertThat(shown("'x' * 20000")).hasSizeLessThan(10_100).endsWith("…");
  }

  @Test
  void evaluate_wrongRepr_isDisplayed() throws ScriptError {
    assertThat(shown("class A:\n  def __repr__(self): 1 / 0\nA()"))
        .isEqualTo("<A that cannot be shown: ZeroDivisionError>");
  }

  @Test
  void evaluate_failsInEarlierText_namesBothTexts() throws ScriptError {
    namespace.evaluate("def f(x):\n  return 1 / x", "In [1]");

    assertThat(failure("f(0)").traceback())
        .contains("In [3] in <module>()\n----> 1 f(0)")
        .contains("In [1] in f()\n----> 2   return 1 / x")
        .endsWith("ZeroDivisionError: division by zero");
  }

  @Test
  void evaluate_failsWithCause_showsIt() {
    assertThat(failure("try:\n  {}['k']\nexcept KeyError as e:\n  raise ValueError('v') from e"))
        .satisfies(
            error ->
                assertThat(error.traceback())
                    .contains("KeyError: 'k'")
                    .contains("direct cause")
                    .endsWith("ValueError: v"));
  }

  @Test
  void evaluate_deepRecursion_isCut() {
    ScriptError error = failure("def f(): f()\nf()");

    assertThat(error.errorName()).isEqualTo("RecursionError");
    assertThat(error.frames()).hasSizeLessThan(60);
  }

  @Test
  void evaluate_systemExit_isAnError() throws ScriptError {
    assertThat(failure("import sys; sys.exit(3)").errorName()).isEqualTo("SystemExit");
    assertThat(shown("1 + 1")).isEqualTo("2");
  }

  @Test
  void input_isRefused() {
    assertThat(failure("input('name? ')").errorMessage()).contains("push the value instead");
    assertThat(failure("import sys; sys.stdin.readline()").errorName()).isEqualTo("EOFError");
  }

  @Test
  void output_ofThreadsProcessesAndDescriptors_isCaptured() throws ScriptError {
    var out = new ByteArrayOutputStream();
    StandardStreams.attach(sink(out));
    namespace.evaluate(
        """
        import os, subprocess, threading
        os.write(1, b'descriptor\\n')
        t = threading.Thread(target=print, args=('thread',)); t.start(); t.join()
        subprocess.run(['echo', 'process'])
        os.system('echo shell')
        print('no line end', end='')\
        """,
        "In [1]");

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("descriptor\nthread\nprocess\nshell\nno line end");
  }

  private static StandardStreams.Sink sink(ByteArrayOutputStream out) {
    return new StandardStreams.Sink() {
      @Override
      public void out(byte[] bytes, int offset, int length) {
        out.write(bytes, offset, length);
      }

      @Override
      public void err(byte[] bytes, int offset, int length) {}
    };
  }

  @ParameterizedTest
  @CsvSource({
    "import os; os._exit(3), has ended with status 3",
    "'import os, signal; os.kill(os.getpid(), signal.SIGKILL)', ended by signal 9 (SIGKILL)",
    "import ctypes; ctypes.string_at(0), ended by signal 11 (SIGSEGV)"
  })
  void process_ends_namespaceIsLost(String text, String how) throws Exception {
    assertThatThrownBy(() -> namespace.evaluate(text, "In [1]"))
        .isInstanceOf(NamespaceLost.class)
        .hasMessageContaining(how);
    assertThat(namespace.lost().get(30, SECONDS).how()).contains(how);
    assertThatThrownBy(() -> namespace.get("x")).isInstanceOf(NamespaceLost.class);
    assertThatThrownBy(namespace::names).isInstanceOf(NamespaceLost.class);
  }

  @Test
  void process_killedWhileIdle_namespaceIsLost() throws Exception {
    long pid = Long.parseLong(shown("import os; os.getpid()"));
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();

    assertThat(namespace.lost().get(30, SECONDS).how()).contains("signal 9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import ctypes; ctypes.PyDLL(None).system(b'echo looping; sleep 20')",
        "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
            + "print('looping')\nwhile True: pass"
      })
  void interrupt_ignored_endsTheProcess(String code) throws Exception {
    var running = new CountDownLatch(1);
    StandardStreams.Sink sink =
        new StandardStreams.Sink() {
          @Override
          public void out(byte[] bytes, int offset, int length) {
            running.countDown();
          }

          @Override
          public void err(byte[] bytes, int offset, int length) {}
        };
    var thrown = new CompletableFuture<Throwable>();
    var thread =
        new Thread(
            () -> {
              StandardStreams.attach(sink);
              try {
                namespace.evaluate(code, "In [1]");
              } catch (ScriptError | RuntimeException error) {
                thrown.complete(error);
              }
            });
    thread.start();
    assertThat(running.await(60, SECONDS)).isTrue();
    thread.interrupt();

    assertThat(thrown.get(60, SECONDS))
        .isInstanceOf(NamespaceLost.class)
        .hasMessageContaining("did not stop within 300 ms");
    assertThat(namespace.lost().get(30, SECONDS).how()).contains("its process was ended");
  }

  @Test
  void close_process_ends() throws Exception {
    long pid = Long.parseLong(shown("import os; os.getpid()"));
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    namespace.close();

    process.onExit().get(30, SECONDS);
    assertThat(namespace.lost()).isNotDone();
  }

  @Test
  void start_noPython_namesWhatWasLookedFor() {
    assertThatThrownBy(() -> new PythonLanguage().require(Map.of("executable", "no-such-python")))
        .isInstanceOf(KernelError.class)
        .hasMessageContaining("Python 3.8 or newer")
        .hasMessageContaining("'no-such-python'");
    assertThatThrownBy(() -> new PythonLanguage().require(Map.of("executable", "/bin/false")))
        .isInstanceOf(KernelError.class)
        .hasMessageContaining("'/bin/false' cannot be used");
  }

  @Test
  void memory_limited_isMemoryErrorAndTheNamesStay() throws ScriptError {
    try (Namespace limited =
        new PythonLanguage().createNamespace(Map.of("max-memory", "1000000000"))) {
      limited.evaluate("a = 5", "In [1]");
      assertThatThrownBy(() -> limited.evaluate("b = bytearray(2_000_000_000)", "In [2]"))
          .isInstanceOf(ScriptError.class)
          .satisfies(
              error -> assertThat(((ScriptError) error).errorName()).isEqualTo("MemoryError"));
      assertThat(limited.get("a")).isEqualTo(5);
    }
  }

  @Test
  void bind_objectOfApplication_isRefused() {
    assertThatThrownBy(() -> namespace.bind("shop", new Object()))
        .isInstanceOf(KernelError.class)
        .hasMessageContaining("cannot use objects of the application");
  }

  @Test
  void put_objectWithoutType_isTheSameObjectAgain() throws ScriptError {
    Object object = new AtomicReference<>("mine");
    namespace.put("x", List.of(object));

    assertThat(shown("x")).isEqualTo("[<Java java.util.concurrent.atomic.AtomicReference: mine>]");
    assertThat((List<?>) namespace.get("x"))
        .satisfiesExactly(element -> assertThat(element).isSameAs(object));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x = {'k': [1, object()]} | cannot send 'x': x['k'][1] is of type object",
        "x = (1, open('/dev/null')) | cannot send 'x': x[1] is of type _io.TextIOWrapper",
        "import datetime; x = [int] | cannot send 'x': x[0] is of type type (int)",
        "x = []\\nfor i in range(100000): x = [x] | cannot send 'x': nested too deeply"
      })
  void get_valueThatCannotTravel_namesTypeAndPath(String text, String error) throws ScriptError {
    namespace.evaluate(text.replace("\\n", "\n"), "In [1]");

    assertThatThrownBy(() -> namespace.get("x"))
        .isInstanceOf(SerializationError.class)
        .hasMessage(error);
    assertThat(shown("1")).isEqualTo("1");
  }

  @Test
  void map_function_isCalledOnAllElements() throws Exception {
    var function = (BatchFunction) namespace.functionOf("lambda x, y: x ** y", "f");
    List<Integer> done = new ArrayList<>();

    assertThat(function.callAll(List.of(List.of(2, 3), List.of(10, 2)), done::add))
        .isEqualTo(List.of(1024, 9));
    assertThat(done).isNotEmpty();
  }

  @Test
  void map_functionFails_namesTheElement() throws Exception {
    var function = (BatchFunction) namespace.functionOf("lambda x: 1 / x", "f");

    assertThatThrownBy(() -> function.callAll(List.of(List.of(1, 2, 0)), done -> {}))
        .isInstanceOfSatisfying(
            BatchFunction.ElementException.class,
            error -> {
              assertThat(error.index()).isEqualTo(2);
              assertThat(((ScriptError) error.failure()).errorName())
                  .isEqualTo("ZeroDivisionError");
            });
  }

  @Test
  void function_pulledWithDefaultsAndClosure_worksElsewhere() throws Exception {
    namespace.evaluate(
        "def outer(n):\n  def inner(x, y=3, *, z=4):\n    return x + y + z + n\n  return inner\n"
            + "f = outer(100)",
        "In [1]");
    try (Namespace other = new PythonLanguage().createNamespace()) {
      other.put("g", namespace.get("f"));
      Evaluation evaluation = other.evaluate("g(1)", "In [1]");

      assertThat(evaluation.display()).isEqualTo("108");
    }
  }

  @Test
  void names_internalOnes_areHidden() throws ScriptError {
    namespace.evaluate("import os\ndef f(): pass\n_x = 1", "In [1]");

    assertThat(namespace.names()).containsExactly("os", "f", "_x");
    assertThat(namespace.complete("os.pat")).contains("path", "pathconf");
    assertThat(namespace.complete("os.path.joi")).containsExactly("join");
    assertThat(namespace.complete("pri")).containsExactly("print");
  }

  @Test
  void put_manyAtOnce_arriveTogether() throws ScriptError {
    namespace.put("x", Arrays.asList(1, null, "a\nb", Map.of()));

    assertThat(shown("x")).isEqualTo("[1, None, 'a\\nb', {}]");
  }
}

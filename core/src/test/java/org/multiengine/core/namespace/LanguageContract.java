package org.multiengine.core.namespace;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.NameError;

/** The behaviour that every language of engines has. */
@Timeout(120)
public abstract class LanguageContract {

  private static final int NAMESPACES_IN_ONE_PROCESS = 100;

  private final Language language;
  private final LanguageTexts texts;
  private final Recorder recorder = new Recorder();
  private Namespace namespace;

  protected LanguageContract(Language language, LanguageTexts texts) {
    this.language = language;
    this.texts = texts;
  }

  /** Records output, and reports when a text has begun to loop. */
  private static final class Recorder implements StandardStreams.Sink {

    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final CountDownLatch looping = new CountDownLatch(1);

    @Override
    public synchronized void out(byte[] bytes, int offset, int length) {
      out.write(bytes, offset, length);
      if (out.toString(StandardCharsets.UTF_8).contains("looping")) {
        looping.countDown();
      }
    }

    @Override
    public synchronized void err(byte[] bytes, int offset, int length) {
      err.write(bytes, offset, length);
    }
  }

  @BeforeEach
  void create() {
    namespace = language.createNamespace();
    StandardStreams.attach(recorder);
  }

  @AfterEach
  void close() {
    StandardStreams.attach(null);
    namespace.close();
  }

  protected final Namespace namespace() {
    return namespace;
  }

  private @Nullable String shown(String text) throws ScriptError {
    Evaluation evaluation = namespace.evaluate(text, "In [1]");
    if (!evaluation.displayed()) {
      return null;
    }
    return evaluation.display() == null
        ? namespace.display(evaluation.value())
        : evaluation.display();
  }

  protected final ScriptError failure(String text) {
    try {
      namespace.evaluate(text, "In [7]");
    } catch (ScriptError error) {
      return error;
    }
    throw new AssertionError("did not fail: " + text);
  }

  @Test
  void evaluate_assignment_isKept() throws ScriptError {
    assertThat(shown(texts.assign())).isNull();
    assertThat(shown(texts.expression())).isEqualTo("10");
    assertThat(namespace.get("a")).isEqualTo(5);
  }

  @Test
  void evaluate_text_displaysItsLiteral() throws ScriptError {
    assertThat(shown(texts.text())).isEqualTo(texts.textDisplay());
  }

  @Test
  void evaluate_empty_hasNoValue() throws ScriptError {
    assertThat(shown("")).isNull();
  }

  @Test
  void evaluate_prints_goesToTheSinkOfTheThread() throws ScriptError {
    namespace.evaluate(texts.printBoth(), "In [1]");

    assertThat(recorder.out.toString(StandardCharsets.UTF_8)).isEqualTo("o\n");
    assertThat(recorder.err.toString(StandardCharsets.UTF_8)).isEqualTo("e\n");
  }

  @Test
  void evaluate_fails_namesLineAndText() {
    ScriptError error = failure(texts.printAndFail());

    assertThat(error.errorName()).isEqualTo(texts.failureName());
    assertThat(error.errorMessage()).isNotEmpty();
    assertThat(error.traceback()).contains("In [7]").contains("----> 2 " + texts.failingLine());
    assertThat(recorder.out.toString(StandardCharsets.UTF_8)).isEqualTo("before\n");
  }

  @Test
  void evaluate_afterFailure_continues() throws ScriptError {
    namespace.evaluate(texts.assign(), "In [1]");
    failure(texts.printAndFail());

    assertThat(shown(texts.expression())).isEqualTo("10");
  }

  @Test
  void evaluate_wrongSyntax_runsNothing() {
    ScriptError error = failure(texts.wrongSyntax());

    assertThat(error.errorName()).isEqualTo("SyntaxError");
    assertThat(error.frames()).isNotEmpty();
    assertThat(recorder.out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void interrupt_loop_stopsAndKeepsTheNames() throws Exception {
    namespace.evaluate(texts.assign(), "In [1]");

    assertThat(interrupted(texts.loop()).getCause()).isInstanceOf(InterruptedException.class);
    assertThat(shown(texts.expression())).isEqualTo("10");
  }

  @Test
  void interrupt_sleep_stopsAtOnce() throws Exception {
    assertThat(interrupted(texts.sleep()).getCause()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void names_whileATextRuns_areAnswered() throws Exception {
    namespace.evaluate(texts.assign(), "In [1]");
    var answered = new CompletableFuture<List<String>>();
    recorderThread(() -> answered.complete(namespace.names())).start();

    interrupted(texts.loop());

    assertThat(answered.get(30, SECONDS)).contains("a");
  }

  private Thread recorderThread(Runnable task) {
    return new Thread(
        () -> {
          try {
            recorder.looping.await();
            task.run();
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private ScriptError interrupted(String text) throws Exception {
    var result = new CompletableFuture<ScriptError>();
    var thread = new Thread(() -> result.complete(failure(text)));
    thread.start();
    assertThat(recorder.looping.await(60, SECONDS)).isTrue();
    thread.interrupt();
    return result.get(60, SECONDS);
  }

  @Test
  void names_inOrderOfDefinition() {
    namespace.put("c", 1);
    namespace.put("b", 2);

    assertThat(namespace.names()).containsExactly("c", "b");
  }

  @Test
  void put_plainValues_returnUnchanged() {
    List<@Nullable Object> values =
        Arrays.asList(null, true, 7, 1L << 40, 2.5, "text", List.of(1, "b"), Map.of("k", 1.5));
    for (Object value : values) {
      namespace.put("x", value);

      assertThat(namespace.get("x")).isEqualTo(value);
    }
  }

  @Test
  void get_missing_isNameError() {
    assertThatThrownBy(() -> namespace.get("nothing"))
        .isInstanceOf(NameError.class)
        .hasMessageContaining("nothing");
  }

  @Test
  void remove_name_isGone() {
    namespace.put("x", 1);
    namespace.remove("x");

    assertThat(namespace.names()).isEmpty();
    assertThatThrownBy(() -> namespace.remove("x")).isInstanceOf(NameError.class);
  }

  @Test
  void complete_beginningOfName_returnsWholeNames() {
    namespace.put("wholly", 1);
    namespace.put("whole", 1);

    assertThat(namespace.complete("1 + who")).containsExactly("whole", "wholly");
  }

  @Test
  void complete_member_returnsMembers() {
    namespace.put("word", "text");

    assertThat(namespace.complete("word.")).isNotEmpty();
    assertThat(namespace.complete("nothing.")).isEmpty();
  }

  @Test
  void define_function_usesNamesOfLaterTexts() throws ScriptError {
    namespace.evaluate(texts.define(), "In [1]");
    namespace.put("factor", 2);

    assertThat(shown(texts.call())).isEqualTo("42");
    namespace.put("factor", 3);
    assertThat(shown(texts.call())).isEqualTo("63");
  }

  @Test
  void functionOf_expression_canBeCalled() throws Exception {
    assertThat(namespace.functionOf(texts.function(), "f").call(41)).isEqualTo(42);
  }

  @Test
  void functionOf_anotherValue_isRefused() {
    assertThatThrownBy(() -> namespace.functionOf("1 + 1", "f"))
        .isInstanceOf(KernelError.class)
        .hasMessageContaining("is not a function");
  }

  @Test
  void functionOf_fails_isExplained() throws ScriptError {
    ScriptFunction function = namespace.functionOf(texts.failingFunction(), "f");
    try {
      function.call(2);
    } catch (Exception thrown) {
      assertThat(namespace.explain(thrown).errorName()).isEqualTo(texts.failureName());
      return;
    }
    throw new AssertionError("did not fail");
  }

  @Test
  void get_function_canBeAttachedAgain() throws Exception {
    namespace.evaluate("f = " + texts.function(), "In [1]");
    Object detached = Objects.requireNonNull(namespace.detach(namespace.get("f")));
    ScriptFunction function = namespace.function(namespace.attach(detached));

    assertThat(Objects.requireNonNull(function).call(41)).isEqualTo(42);
  }

  @Test
  void reset_everything_isForgotten() throws ScriptError {
    namespace.put("factor", 2);
    namespace.evaluate(texts.define(), "In [1]");
    namespace.reset();

    assertThat(namespace.names()).isEmpty();
    failure(texts.call());
    namespace.put("factor", 2);
    assertThat(namespace.names()).containsExactly("factor");
  }

  @Test
  void namespaces_many_areIndependent() throws ScriptError {
    List<Namespace> many = new ArrayList<>();
    try {
      for (int i = 0; i < namespacesInOneProcess(); i++) {
        Namespace each = language.createNamespace();
        many.add(each);
        each.put("x", i);
      }
      for (int i = 0; i < many.size(); i++) {
        assertThat(many.get(i).get("x")).isEqualTo(i);
      }
    } finally {
      many.forEach(Namespace::close);
    }
  }

  protected int namespacesInOneProcess() {
    return NAMESPACES_IN_ONE_PROCESS;
  }

  @Test
  void check_goodText_isAccepted() throws ScriptError {
    language.check(texts.expression(), "In [1]");

    assertThat(language.isComplete(texts.expression())).isTrue();
  }

  @Test
  void lost_livingNamespace_isOpen() {
    assertThat(namespace.lost()).isNotDone();
  }
}

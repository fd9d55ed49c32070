package org.multiengine.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.clock.Clocks;
import org.multiengine.core.code.CodeLoaders;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.namespace.StandardStreams;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;
import org.multiengine.core.value.ValueCodec;

final class InterpreterTest {

  private static final EngineId ID = new EngineId(3);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final EncodedValue DAMAGED = new EncodedValue(new byte[] {99, 0});

  private final ValueCodec codec = ValueCodec.forEngine(InterpreterTest.class.getClassLoader());
  private final Interpreter interpreter =
      new Interpreter(ID, Languages.named("groovy").createNamespace(), code(), 10, clocks());
  private int number;

  @AfterEach
  void close() {
    StandardStreams.attach(null);
    interpreter.close();
  }

  @Test
  void names_freshEngine_areTheIdAlone() {
    assertThat(interpreter.names()).containsExactly("id");
    assertThat(pull("id")).containsExactly(3);
  }

  @Test
  void complete_objectThatRefusesToBeLookedInto_isEmpty() {
    execute("m = new TreeMap([1: 'a'])");

    assertThat(interpreter.complete("m.foo.")).isEmpty();
  }

  @Test
  void execute_assignment_leavesTheNameAndARecord() {
    CommandRecord record = execute("a = 5");

    assertThat(record.id()).isEqualTo(ID);
    assertThat(record.number()).isEqualTo(1);
    assertThat(record.input()).isEqualTo("a = 5");
    assertThat(interpreter.names()).containsExactly("id", "a");
  }

  @Test
  void execute_success_recordIsInOutcomeAndForTheHistory() {
    var performed = perform(new Request.Execute("a = 5"), 8);

    assertThat(performed.record()).isNotNull();
    assertThat(performed.outcome()).isEqualTo(new Outcome.Executed(record(performed)));
    assertThat(record(performed).number()).isEqualTo(8);
  }

  @Test
  void execute_assignment_hasNothingToShow() {
    assertThat(execute("a = 5"))
        .returns("", CommandRecord::stdout)
        .returns("", CommandRecord::stderr)
        .returns(null, CommandRecord::display)
        .returns(null, CommandRecord::traceback);
  }

  @Test
  void execute_idOfTheEngine_isThere() {
    assertThat(execute("id + 1").display()).isEqualTo("4");
  }

  @Test
  void renumber_always_isSeenByTheNextRequest() {
    execute("a = 5");

    interpreter.renumber(new EngineId(8));

    CommandRecord record = execute("id + a");
    assertThat(record.display()).isEqualTo("13");
    assertThat(record.id()).isEqualTo(new EngineId(8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1 + 1    | 2
          [1, 'a'] | [1, 'a']
          null     |
          a = 1    |
          """)
  void execute_lastStatement_isDisplayedInLiteralForm(String code, @Nullable String display) {
    assertThat(execute(code).display()).isEqualTo(display);
  }

  @Test
  void execute_printed_isCapturedApart() {
    CommandRecord record = execute("print 'out\\n'; System.err.print 'err'");

    assertThat(record.stdout()).isEqualTo("out\n");
    assertThat(record.stderr()).isEqualTo("err");
  }

  @Test
  void execute_printedByTheCommandBefore_isNotInThisRecord() {
    execute("print 'first'");

    assertThat(execute("print 'second'").stdout()).isEqualTo("second");
  }

  @Test
  void execute_printedByAThreadThatAnEarlierOneLeft_isCaptured() {
    execute(
        "q = new java.util.concurrent.SynchronousQueue();"
            + " t = Thread.start { q.take(); print 'late'; q.take() }; 0");

    assertThat(execute("q.put 1; q.put 2").stdout()).isEqualTo("late");
  }

  @Test
  void execute_printedByAThreadOfTheScript_isCaptured() {
    assertThat(execute("t = new Thread({ print 'x' }); t.start(); t.join()").stdout())
        .isEqualTo("x");
  }

  @Test
  void execute_printedAsMuchAsTheLimit_isNotCut() {
    assertThat(execute("print '0123456789'").stdout()).isEqualTo("0123456789");
  }

  @Test
  void execute_printedMoreThanTheLimit_isCutAndSaysSo() {
    assertThat(execute("print '0123456789ab'").stdout())
        .isEqualTo("0123456789\n... output cut: 10 bytes kept, 2 dropped\n");
  }

  @Test
  void execute_anyText_isTimedByTheClock() {
    CommandRecord record = execute("a = 5");

    assertThat(record.started()).isEqualTo(START);
    assertThat(record.elapsed()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void execute_statementFails_outcomeTellsNameTextAndTraceback() {
    Failure failure = failure(new Request.Execute("a = 1\n1 / 0"));

    assertThat(failure.kernel()).isFalse();
    assertThat(failure.errorName()).isEqualTo("ArithmeticException");
    assertThat(failure.errorMessage()).isEqualTo("Division by zero");
    assertThat(failure.traceback().lines())
        .startsWith("-".repeat(75))
        .contains("In [1] in <module>()", "----> 2 1 / 0")
        .endsWith("ArithmeticException: Division by zero");
  }

  @Test
  void execute_statementFails_earlierOnesHaveRunAndLaterOnesNot() {
    failure(new Request.Execute("a = 1; 1 / 0; b = 2"));

    assertThat(interpreter.names()).containsExactly("id", "a");
  }

  @Test
  void execute_statementFails_recordHasOutputAndTraceback() {
    var performed = perform(new Request.Execute("print 'x'; 1 / 0"), 1);

    assertThat(record(performed).stdout()).isEqualTo("x");
    assertThat(record(performed).display()).isNull();
    assertThat(record(performed).traceback()).endsWith("ArithmeticException: Division by zero");
    assertThat(record(performed).elapsed()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void execute_statementFails_originalTravelsAlong() {
    Failure failure = failure(new Request.Execute("throw new IllegalStateException('no')"));

    EncodedValue original = failure.original();
    assertThat(original).isNotNull();
    assertThat(decode(original))
        .isInstanceOf(IllegalStateException.class)
        .extracting("message")
        .isEqualTo("no");
  }

  @Test
  void execute_exceptionCannotTravel_isToldByNameAndText() {
    String text =
        "class Odd extends RuntimeException { def thread = Thread.currentThread()\n"
            + " Odd(String text) { super(text) } }\nthrow new Odd('no')";

    Failure failure = failure(new Request.Execute(text));

    assertThat(failure.errorName()).isEqualTo("Odd");
    assertThat(failure.errorMessage()).isEqualTo("no");
    assertThat(failure.original()).isNull();
  }

  @Test
  void execute_syntaxError_runsNothingAndHasARecord() {
    var performed = perform(new Request.Execute("a = 1\nb = )"), 6);

    assertThat(failure(performed).errorName()).isEqualTo("SyntaxError");
    assertThat(record(performed).number()).isEqualTo(6);
    assertThat(record(performed).traceback()).contains("In [6]");
    assertThat(interpreter.names()).containsExactly("id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"throw new Error('x')", "System.exit(1)", "def f() { f() }\nf()"})
  void execute_errorsOfEveryKind_areOutcomes(String text) {
    failure(new Request.Execute(text));

    assertThat(execute("1 + 1").display()).isEqualTo("2");
  }

  @Test
  void execute_outOfMemory_passesThrough() {
    assertThatExceptionOfType(OutOfMemoryError.class)
        .isThrownBy(() -> execute("throw new OutOfMemoryError('test')"));
  }

  @Test
  void push_values_areBoundInOrder() {
    var values = new LinkedHashMap<String, CodedValue>();
    values.put("b", CodedValue.of(codec.encode(List.of(1, 2))));
    values.put("a", CodedValue.of(codec.encode(null)));

    var performed = perform(new Request.Push(values, false), 0);

    assertThat(performed).isEqualTo(new Interpreter.Performed(new Outcome.Done(), null));
    assertThat(interpreter.names()).containsExactly("id", "b", "a");
    assertThat(pull("b", "a")).containsExactly(List.of(1, 2), null);
  }

  @Test
  void push_definedName_isReplaced() {
    execute("a = 1");

    push("a", "new");

    assertThat(pull("a")).containsExactly("new");
  }

  @Test
  void push_oneCannotBeDecoded_bindsNone() {
    execute("a = 1");
    var values = new LinkedHashMap<String, CodedValue>();
    values.put("a", CodedValue.of(codec.encode(2)));
    values.put("b", CodedValue.of(DAMAGED));

    Failure failure = failure(new Request.Push(values, false));

    assertThat(failure.kernel()).isTrue();
    assertThat(failure.errorName()).isEqualTo("SerializationError");
    assertThat(interpreter.names()).containsExactly("id", "a");
    assertThat(pull("a")).containsExactly(1);
  }

  @Test
  void pull_severalNames_givesValuesInTheOrderOfTheNames() {
    execute("a = 1; b = 'two'; c = null");

    assertThat(pull("c", "b", "a", "b")).containsExactly(null, "two", 1, "two");
  }

  @Test
  void pull_noNames_givesNoValues() {
    assertThat(pull()).isEmpty();
  }

  @Test
  void pull_oneNameNotDefined_isANameErrorWithoutRecord() {
    execute("a = 1");

    var performed = perform(new Request.Pull(List.of("a", "nothing")), 0);

    assertThat(failure(performed))
        .isEqualTo(new Failure(true, "NameError", "name nothing is not defined", "", null));
    assertThat(performed.record()).isNull();
  }

  @Test
  void pull_valueCannotTravel_isASerializationErrorThatNamesItsClass() {
    execute("t = Thread.currentThread(); 0");

    Failure failure = failure(new Request.Pull(List.of("t")));

    assertThat(failure.errorName()).isEqualTo("SerializationError");
    assertThat(failure.errorMessage()).contains("Thread");
  }

  @Test
  void reset_namesAndFunctions_leavesTheIdAlone() {
    execute("a = 1; def f() { 1 }; id = 77");

    var performed = perform(new Request.Reset(), 0);

    assertThat(performed).isEqualTo(new Interpreter.Performed(new Outcome.Done(), null));
    assertThat(interpreter.names()).containsExactly("id");
    assertThat(pull("id")).containsExactly(3);
    assertThat(failure(new Request.Execute("f()")).errorName()).isNotEmpty();
  }

  private Interpreter.Performed perform(Request.Queued request, int commandNumber) {
    return interpreter.perform(request, commandNumber, RunListener.silent());
  }

  /** The classes of this test alone: no client is asked for any. */
  private static CodeLoaders code() {
    return new CodeLoaders(
        InterpreterTest.class.getClassLoader(),
        (code, className, known) -> {
          throw new AssertionError("no client to ask for " + className);
        },
        0);
  }

  /** Runs code when it is decoded. */
  static final class Gadget implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger resolved = new AtomicInteger();

    private Object readResolve() {
      resolved.incrementAndGet();
      return this;
    }
  }

  static Stream<Object> hiddenGadgets() {
    return Stream.of(
        new Gadget(), List.of(new Gadget()), Map.of("a", new Gadget()), Optional.of(new Gadget()));
  }

  @ParameterizedTest
  @MethodSource("hiddenGadgets")
  void push_classWithoutCode_isRefusedByNameBeforeItRuns(Object value) {
    Gadget.resolved.set(0);
    var values = Map.of("a", CodedValue.of(codec.encode(value)));

    Failure failure = failure(new Request.Push(values, false));

    assertThat(failure.errorName()).isEqualTo("SerializationError");
    assertThat(failure.errorMessage())
        .contains("refused to decode " + Gadget.class.getName())
        .contains("without code");
    assertThat(Gadget.resolved).hasValue(0);
    assertThat(interpreter.names()).containsExactly("id");
  }

  @Test
  @SuppressWarnings("JavaUtilDate")
  void push_datesAndCollectionsWithoutCode_areBound() {
    Object value = Map.of("dates", List.of(LocalDate.EPOCH, new Date(1)), "set", Set.of(1.5));

    push("a", value);

    assertThat(pull("a")).containsExactly(value);
  }

  private CommandRecord execute(String code) {
    var performed = perform(new Request.Execute(code), ++number);
    if (performed.outcome() instanceof Outcome.Executed executed) {
      return executed.record();
    }
    throw new AssertionError("failed: " + performed.outcome());
  }

  private void push(String name, Object value) {
    var performed =
        perform(new Request.Push(Map.of(name, CodedValue.of(codec.encode(value))), false), 0);
    assertThat(performed.outcome()).isEqualTo(new Outcome.Done());
  }

  private List<@Nullable Object> pull(String... names) {
    var performed = perform(new Request.Pull(List.of(names)), 0);
    if (performed.outcome() instanceof Outcome.Values values) {
      return values.values().stream().<@Nullable Object>map(codec::decode).toList();
    }
    throw new AssertionError("failed: " + performed.outcome());
  }

  private Failure failure(Request.Queued request) {
    return failure(perform(request, ++number));
  }

  private static Failure failure(Interpreter.Performed performed) {
    if (performed.outcome() instanceof Outcome.Failed failed) {
      return failed.failure();
    }
    throw new AssertionError("did not fail: " + performed.outcome());
  }

  private static CommandRecord record(Interpreter.Performed performed) {
    CommandRecord record = performed.record();
    if (record == null) {
      throw new AssertionError("no record: " + performed.outcome());
    }
    return record;
  }

  private @Nullable Object decode(@Nullable EncodedValue value) {
    if (value == null) {
      throw new AssertionError("nothing to decode");
    }
    return codec.decode(value);
  }

  /** Returns a time of day that stands still, and a count that goes on by a second at a time. */
  private static Clocks clocks() {
    var seconds = new AtomicInteger();
    return new Clocks(() -> START, () -> 1_000_000_000L * seconds.incrementAndGet());
  }
}

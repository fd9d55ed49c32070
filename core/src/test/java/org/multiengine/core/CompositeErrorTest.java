package org.multiengine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.CompositeError.Entry;
import org.multiengine.core.CompositeError.Result;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.IndexError;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.error.RemoteError;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.identity.EngineId;

final class CompositeErrorTest {

  @Test
  void message_severalFailures_isALineForEachInTheOrderOfTheTargets() {
    var error = composite(entry(3, "a"), entry(1, "b"));

    assertThat(error)
        .hasMessage(
            """
            one or more exceptions from call to method: execute
            [3:execute]: ArithmeticException: a
            [1:execute]: ArithmeticException: b\
            """);
  }

  @Test
  void message_composedCall_namesBothMethods() {
    var entry = new Entry(new EngineId(0), "push", new QueueFull("full"));

    assertThat(new CompositeError("scatter", List.of(entry), List.of()))
        .hasMessage(
            "one or more exceptions from call to method: scatter\n[0:push]: QueueFull: full");
  }

  @Test
  void message_failureWithoutText_endsWithItsName() {
    var entry = new Entry(new EngineId(0), "execute", new QueueCleared(""));

    assertThat(composite(entry)).message().endsWith("\n[0:execute]: QueueCleared");
  }

  @Test
  void message_asManyAsAreShown_hasThemAll() {
    var error = composite(entries(CompositeError.MAX_SHOWN_FAILURES));

    assertThat(error.errorMessage().lines())
        .hasSize(17)
        .last()
        .asString()
        .startsWith("[15:execute]");
  }

  @Test
  void message_moreThanAreShown_countsTheOthers() {
    var error = composite(entries(CompositeError.MAX_SHOWN_FAILURES + 3));

    assertThat(error.errorMessage().lines())
        .hasSize(18)
        .endsWith("... and 3 more; entries() has them all");
  }

  @Test
  void entries_moreThanAreShown_hasThemAll() {
    var error = composite(entries(CompositeError.MAX_SHOWN_FAILURES + 3));

    assertThat(error.entries())
        .extracting(entry -> entry.engine().value())
        .hasSize(19)
        .endsWith(18);
  }

  @Test
  void entries_failureIsComposite_contributesItsEntries() {
    Entry first = entry(0, "first");
    var inner = composite(entry(1, "a"), entry(2, "b"));

    var error = composite(first, new Entry(new EngineId(9), "execute", inner));

    assertThat(error.entries())
        .containsExactly(first, inner.entries().get(0), inner.entries().get(1));
    assertThat(error.errorMessage().lines())
        .containsExactly(
            "one or more exceptions from call to method: execute",
            "[0:execute]: ArithmeticException: first",
            "[1:execute]: ArithmeticException: a",
            "[2:execute]: ArithmeticException: b");
  }

  @Test
  void method_composedCall_isTheClients() {
    assertThat(new CompositeError("gather", List.of(entry(0, "a")), List.of()).method())
        .isEqualTo("gather");
  }

  @Test
  void results_someSucceeded_keepsTheirsInOrder() {
    var results = List.of(new Result(new EngineId(2), 5), new Result(new EngineId(0), null));

    var error = new CompositeError("pull", List.of(entry(1, "a")), results);

    assertThat(error.results()).isEqualTo(results);
  }

  @Test
  void resultList_recordsAmongResults_hasThoseOnly() {
    CommandRecord record = Records.record(2, 1, "a = 1");
    var results = List.of(new Result(new EngineId(2), record), new Result(new EngineId(3), "text"));

    var error = new CompositeError("execute", List.of(entry(1, "a")), results);

    assertThat(error.resultList()).containsExactly(record);
  }

  @Test
  void getCause_severalFailures_isTheFirst() {
    Entry first = entry(3, "a");

    assertThat(composite(first, entry(1, "b"))).hasCause(first.error());
  }

  @Test
  void raiseException_classUnknownHere_throwsTheRemoteError() {
    Entry first = entry(3, "a");

    Throwable thrown = catchThrowable(composite(first, entry(1, "b"))::raiseException);

    assertThat(thrown).isSameAs(first.error());
  }

  @ParameterizedTest
  @CsvSource({"0, 4", "2, 6", "-1, 6", "-3, 4"})
  void raiseException_index_throwsThatOne(int index, int engine) {
    var error = composite(entry(4, "a"), entry(5, "b"), entry(6, "c"));

    assertThatExceptionOfType(RemoteError.class)
        .isThrownBy(() -> error.raiseException(index))
        .extracting(RemoteError::engine)
        .isEqualTo(new EngineId(engine));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, -3, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void raiseException_indexOutOfRange_isAnIndexError(int index) {
    assertThatExceptionOfType(IndexError.class)
        .isThrownBy(() -> composite(entry(0, "a"), entry(1, "b")).raiseException(index))
        .withMessage("an exception with index " + index + " does not exist");
  }

  @Test
  void raiseException_uncheckedExceptionKnown_throwsItself() {
    var original = new ArithmeticException("Division by zero");

    Throwable thrown = catchThrowable(composite(entry(0, "a", original))::raiseException);

    assertThat(thrown).isSameAs(original);
    assertThat(thrown.getSuppressed()).hasSize(1);
  }

  @Test
  void raiseException_twice_marksTheOriginalOnce() {
    var original = new ArithmeticException();
    var error = composite(entry(0, "a", original));

    assertThat(catchThrowable(error::raiseException)).isSameAs(original);
    assertThat(catchThrowable(error::raiseException)).isSameAs(original);

    assertThat(original.getSuppressed()).hasSize(1);
  }

  @Test
  void raiseException_errorKnown_throwsItself() {
    var original = new StackOverflowError();

    assertThat(catchThrowable(composite(entry(0, "a", original))::raiseException))
        .isSameAs(original);
  }

  @Test
  void raiseException_checkedExceptionKnown_throwsTheRemoteErrorItCaused() {
    var original = new Exception("checked");

    assertThatExceptionOfType(RemoteError.class)
        .isThrownBy(composite(entry(0, "a", original))::raiseException)
        .withCause(original);
  }

  @Test
  void raiseException_ownErrorWithCause_throwsTheErrorAndNotItsCause() {
    var error = new SerializationError("cannot decode a value", new IllegalStateException("why"));

    assertThat(catchThrowable(composite(new Entry(new EngineId(0), "pull", error))::raiseException))
        .isSameAs(error);
  }

  @Test
  void printTracebacks_severalFailures_endsEachWithAnEmptyLine() {
    var out = new ByteArrayOutputStream();

    composite(entry(0, "a"), new Entry(new EngineId(1), "execute", new EngineLost("gone")))
        .printTracebacks(new PrintStream(out, true, StandardCharsets.UTF_8));

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines(
            "[0:execute]: \ntraceback of a\n\n[1:execute]: \nNo traceback available\n\n");
  }

  @Test
  void printTracebacks_index_isThatOneWithoutAnEmptyLine() {
    assertThat(printed(() -> composite(entry(0, "a"), entry(1, "b")).printTracebacks(-1)))
        .isEqualTo("[1:execute]: \ntraceback of b\n");
  }

  @Test
  void printTracebacks_noArgument_printsAllToStandardOutput() {
    assertThat(printed(() -> composite(entry(0, "a"), entry(1, "b")).printTracebacks()))
        .isEqualToNormalizingNewlines(
            "[0:execute]: \ntraceback of a\n\n[1:execute]: \ntraceback of b\n\n");
  }

  @Test
  void printTracebacks_indexOutOfRange_isAnIndexError() {
    assertThatExceptionOfType(IndexError.class)
        .isThrownBy(() -> composite(entry(0, "a")).printTracebacks(1))
        .withMessage("an exception with index 1 does not exist");
  }

  private static String printed(Runnable action) {
    PrintStream before = System.out;
    var out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static CompositeError composite(Entry... entries) {
    return new CompositeError("execute", Arrays.asList(entries), List.of());
  }

  private static Entry[] entries(int count) {
    return IntStream.range(0, count).mapToObj(id -> entry(id, "no")).toArray(Entry[]::new);
  }

  private static Entry entry(int engine, String text) {
    return entry(engine, text, null);
  }

  private static Entry entry(int engine, String text, @Nullable Throwable original) {
    var id = new EngineId(engine);
    String traceback = "traceback of " + text;
    return new Entry(
        id,
        "execute",
        new RemoteError(id, "execute", "ArithmeticException", text, traceback, original));
  }
}

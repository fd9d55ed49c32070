package org.multiengine.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiengine.core.clock.Clocks;
import org.multiengine.core.code.ClassFile;
import org.multiengine.core.code.CodeLoaders;
import org.multiengine.core.error.TaskRejectError;
import org.multiengine.core.function.RemoteBiFunction;
import org.multiengine.core.function.RemoteCallable;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.core.function.RemoteSupplier;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.PropertiesRequest;
import org.multiengine.core.request.Request;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.value.ValueCodec;

final class TaskPerformerTest {

  private static final ClassLoader OWN = TaskPerformerTest.class.getClassLoader();
  private static final TaskRequest.Clearing NONE = TaskRequest.Clearing.NONE;

  private final ValueCodec codec = ValueCodec.forEngine(OWN);
  private final Interpreter interpreter =
      new Interpreter(
          new EngineId(3),
          Languages.named("groovy").createNamespace(),
          new CodeLoaders(OWN, (code, name, known) -> ClassFile.MISSING, 0),
          1000,
          Clocks.system());

  @AfterEach
  void close() {
    interpreter.close();
  }

  private Outcome perform(Request.Queued request) {
    return interpreter.perform(request, 1, RunListener.silent()).outcome();
  }

  private CodedValue coded(@Nullable Object value) {
    return CodedValue.of(codec.encode(value));
  }

  private TaskRequest.Call call(Object function, @Nullable Object... arguments) {
    List<EncodedValue> encoded = new ArrayList<>();
    for (Object argument : arguments) {
      encoded.add(codec.encode(argument));
    }
    return new TaskRequest.Call(coded(function), encoded, "f", false, NONE);
  }

  private TaskRequest.Script script(String code, TaskRequest.Clearing clearing, String... pulled) {
    return new TaskRequest.Script(code, Map.of("x", coded(20)), List.of(pulled), clearing);
  }

  private @Nullable Object returned(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Returned.class);
    return codec.decode(((Outcome.Returned) outcome).value());
  }

  private static RemoteFunction<Integer, Integer> failingAt(int element) {
    return each -> {
      if (each == element) {
        throw new IllegalStateException("no " + each);
      }
      return each * 10;
    };
  }

  private static String failureOf(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed) outcome).failure().errorName();
  }

  @Test
  void call_eachKindOfFunction_returnsItsValue() {
    RemoteSupplier<Integer> supplier = () -> 5;
    RemoteCallable<Integer> callable = scope -> scope.id() + 1;
    RemoteFunction<Integer, Integer> one = x -> x + 1;
    RemoteBiFunction<Integer, Integer, Integer> two = (x, y) -> x * y;

    assertThat(returned(perform(call(supplier)))).isEqualTo(5);
    assertThat(returned(perform(call(callable)))).isEqualTo(4);
    assertThat(returned(perform(call(one, 1)))).isEqualTo(2);
    assertThat(returned(perform(call(two, 6, 7)))).isEqualTo(42);
  }

  @Test
  void call_expressionOfTheEngine_isCalledWithTheArguments() {
    perform(new Request.Execute("twice = { it * 2 }"));

    assertThat(returned(perform(call("twice", 21)))).isEqualTo(42);
  }

  @Test
  void call_thatThrows_fails() {
    assertThat(failureOf(perform(call(failingAt(1), 1)))).isEqualTo("IllegalStateException");
  }

  @Test
  void call_withCapture_returnsItsOutput() {
    RemoteSupplier<Integer> prints =
        () -> {
          System.out.print("hello");
          System.err.print("warning");
          return 1;
        };
    var captured = new TaskRequest.Call(coded(prints), List.of(), "f", true, NONE);

    var outcome = (Outcome.Returned) perform(captured);

    assertThat(outcome.stdout()).isEqualTo("hello");
    assertThat(outcome.stderr()).isEqualTo("warning");
    assertThat(((Outcome.Returned) perform(call(prints))).stdout()).isEmpty();
  }

  @Test
  void call_withClearing_emptiesTheEngineBeforeAndAfter() {
    perform(new Request.Execute("a = 1"));
    RemoteCallable<List<String>> names =
        scope -> {
          boolean wasEmpty = !scope.names().contains("a");
          scope.put("b", 2);
          return List.of(String.valueOf(wasEmpty));
        };
    var both = new TaskRequest.Clearing(true, true);

    Outcome outcome = perform(new TaskRequest.Call(coded(names), List.of(), "f", false, both));

    assertThat(returned(outcome)).isEqualTo(List.of("true"));
    assertThat(interpreter.names()).doesNotContain("a", "b").contains("id");
  }

  @Test
  void script_withNames_pushesRunsAndPulls() {
    var outcome = (Outcome.Pulled) perform(script("y = x + 1; y", NONE, "y", "x"));

    assertThat(outcome.record().display()).isEqualTo("21");
    assertThat(outcome.record().input()).isEqualTo("y = x + 1; y");
    assertThat(outcome.values()).extracting(codec::decode).containsExactly(21, 20);
  }

  @Test
  void script_withClearingAfter_pullsBefore() {
    var after = new TaskRequest.Clearing(false, true);

    var outcome = (Outcome.Pulled) perform(script("y = x", after, "y"));

    assertThat(outcome.values()).extracting(codec::decode).containsExactly(20);
    assertThat(interpreter.names()).doesNotContain("x", "y");
  }

  @Test
  void script_thatFails_isClearedAllTheSame() {
    var after = new TaskRequest.Clearing(false, true);

    Outcome outcome = perform(script("y = 1; throw new IOException('no')", after, "y"));

    assertThat(failureOf(outcome)).isEqualTo("IOException");
    assertThat(interpreter.names()).doesNotContain("x", "y");
  }

  @Test
  void piece_whole_returnsAllElements() {
    var piece = piece(failingAt(-1), false);

    var outcome = (Outcome.Mapped) perform(piece);

    assertThat(codec.decode(outcome.values())).isEqualTo(List.of(10, 20, 30));
    assertThat(outcome.stoppedAt()).isEqualTo(10);
    assertThat(outcome.failures()).isEmpty();
  }

  private TaskRequest.Piece piece(Object function, boolean keepGoing) {
    return new TaskRequest.Piece(
        coded(function), List.of(codec.encode(List.of(1, 2, 3))), 7, keepGoing, "f");
  }

  @Test
  void piece_withFailingElement_failsAtIt() {
    var outcome = (Outcome.Failed) perform(piece(failingAt(2), false));

    assertThat(outcome.failure().errorMessage()).contains("no 2");
    assertThat(outcome.failure().traceback()).contains("element 8");
  }

  @Test
  void piece_thatKeepsGoing_returnsTheOtherElementsAndTheErrors() {
    var outcome = (Outcome.Mapped) perform(piece(failingAt(2), true));

    assertThat(codec.decode(outcome.values())).isEqualTo(Arrays.asList(10, null, 30));
    assertThat(outcome.failures()).containsOnlyKeys(8);
    assertThat(outcome.failures().values())
        .extracting(Failure::errorName)
        .containsExactly("IllegalStateException");
  }

  @Test
  void piece_thatIsCut_stopsBeforeTheElement() {
    RunListener cutting =
        new RunListener() {
          @Override
          public void elementsDone(int count) {}

          @Override
          public boolean mayBegin(int index, int size) {
            return index < size - 1;
          }

          @Override
          public void printed(boolean toStderr, byte[] bytes, int offset, int length) {}
        };

    Outcome outcome = interpreter.perform(piece(failingAt(-1), false), 1, cutting).outcome();

    var mapped = (Outcome.Mapped) outcome;
    assertThat(codec.decode(mapped.values())).isEqualTo(List.of(10, 20));
    assertThat(mapped.stoppedAt()).isEqualTo(9);
  }

  @Test
  void conditional_onFittingEngine_runs() {
    setProperty("gpu", true);
    RemoteFunction<Map<String, Object>, Boolean> needsGpu = has -> has.containsKey("gpu");

    Outcome outcome = perform(new TaskRequest.Conditional(coded(needsGpu), call(failingAt(9), 1)));

    assertThat(returned(outcome)).isEqualTo(10);
  }

  private void setProperty(String key, Object value) {
    perform(
        new PropertiesRequest(
            PropertiesRequest.Action.SET, List.of(key), List.of(codec.encode(value))));
  }

  @Test
  void conditional_onUnfitEngine_isRejected() {
    RemoteFunction<Map<String, Object>, Boolean> needsGpu = has -> has.containsKey("gpu");

    Outcome outcome = perform(new TaskRequest.Conditional(coded(needsGpu), call(failingAt(9), 1)));

    assertThat(outcome.failedWith(TaskRejectError.class)).isTrue();
  }
}

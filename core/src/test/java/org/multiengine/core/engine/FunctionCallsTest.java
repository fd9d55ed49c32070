package org.multiengine.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiengine.core.code.ClassFile;
import org.multiengine.core.code.CodeLoaders;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.function.RemoteBiFunction;
import org.multiengine.core.function.RemoteCallable;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.core.function.RemoteSupplier;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;
import org.multiengine.core.value.ValueCodec;

final class FunctionCallsTest {

  private static final ClassLoader OWN = FunctionCallsTest.class.getClassLoader();

  private final ValueCodec codec = ValueCodec.forEngine(OWN);
  private final Namespace namespace = Languages.named("groovy").createNamespace();
  private final CodeLoaders code =
      new CodeLoaders(OWN, (code, name, known) -> ClassFile.MISSING, 0);
  private final FunctionCalls calls =
      new FunctionCalls(
          new NamespaceScope(() -> new EngineId(3), namespace),
          namespace,
          code,
          new ErrorReports(code));
  private final List<Integer> elementsDone = new ArrayList<>();

  @AfterEach
  void close() {
    namespace.close();
  }

  private @Nullable Object apply(@Nullable Object function) throws ScriptError {
    var request = new Request.Apply(CodedValue.of(codec.encode(function)), "f");
    return decoded(calls.apply(request));
  }

  private @Nullable Object map(@Nullable Object function, Object... parts) throws ScriptError {
    return mapFrom(0, 1, function, parts);
  }

  private @Nullable Object mapFrom(int first, int step, @Nullable Object function, Object... parts)
      throws ScriptError {
    List<EncodedValue> encoded = Stream.of(parts).map(codec::encode).toList();
    var request =
        new Request.MapPart(CodedValue.of(codec.encode(function)), encoded, first, step, "f");
    return decoded(calls.map(request, new Listener()));
  }

  private final class Listener implements RunListener {
    @Override
    public void elementsDone(int count) {
      elementsDone.add(count);
    }

    @Override
    public void printed(boolean toStderr, byte[] bytes, int offset, int length) {}
  }

  private @Nullable Object decoded(Outcome outcome) {
    return codec.decode(((Outcome.Values) outcome).values().get(0));
  }

  @Test
  void apply_callable_seesTheEngine() throws ScriptError {
    namespace.put("a", 4);
    RemoteCallable<Object> function =
        engine -> {
          engine.put("b", 5);
          engine.remove("a");
          return engine.id() + " " + engine.names();
        };

    assertThat(apply(function)).isEqualTo("3 [b]");
    assertThat(namespace.get("b")).isEqualTo(5);
  }

  @Test
  void apply_supplier_isCalled() throws ScriptError {
    RemoteSupplier<Integer> function = () -> 7;

    assertThat(apply(function)).isEqualTo(7);
  }

  @Test
  void apply_throwing_isAScriptErrorOfWhatWasThrown() {
    var thrown = new java.io.IOException("disk");
    RemoteSupplier<Integer> function =
        () -> {
          throw new java.io.IOException("disk");
        };

    assertThatExceptionOfType(ScriptError.class)
        .isThrownBy(() -> apply(function))
        .satisfies(error -> assertThat(error.errorName()).isEqualTo("IOException"))
        .withMessage(thrown.getMessage())
        .withCauseInstanceOf(java.io.IOException.class);
  }

  @Test
  void apply_resultThatCannotTravel_isASerializationError() {
    RemoteSupplier<Thread> function = Thread::currentThread;

    assertThatExceptionOfType(SerializationError.class).isThrownBy(() -> apply(function));
  }

  @Test
  void apply_notAFunction_saysSo() {
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> apply(5))
        .withMessage("f is not a function: 5");
    assertThatExceptionOfType(KernelError.class).isThrownBy(() -> apply(null));
  }

  @Test
  void apply_interruptedBefore_doesNotCall() {
    RemoteCallable<Integer> function =
        engine -> {
          engine.put("called", true);
          return 0;
        };
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(ScriptError.class)
        .isThrownBy(() -> apply(function))
        .withCauseInstanceOf(InterruptedException.class);

    assertThat(namespace.names()).isEmpty();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void apply_contextClassLoader_isThatOfTheFunctionAndPutBack() throws ScriptError {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    RemoteSupplier<Boolean> function =
        () -> {
          ClassLoader context = Thread.currentThread().getContextClassLoader();
          Thread.currentThread().setContextClassLoader(null);
          return context == FunctionCallsTest.class.getClassLoader();
        };

    assertThat(apply(function)).isEqualTo(true);
    assertThat(thread.getContextClassLoader()).isSameAs(before);
  }

  @Test
  void map_function_isAppliedInOrderAndTellsHowFarItIs() throws ScriptError {
    RemoteFunction<Integer, Integer> function = x -> x * x;

    assertThat(map(function, List.of(1, 2, 3))).isEqualTo(List.of(1, 4, 9));
    assertThat(elementsDone).containsExactly(1, 2, 3);
  }

  @Test
  void map_biFunction_takesPairs() throws ScriptError {
    RemoteBiFunction<Integer, Long, Long> function = (x, y) -> x * y;

    assertThat(map(function, new int[] {1, 2}, new long[] {10, 20})).isEqualTo(List.of(10L, 40L));
  }

  @Test
  void map_expression_isEvaluatedOnce() throws ScriptError {
    namespace.put("count", new ArrayList<>());

    Object result = map("{ c -> { x, y -> x + y } }(count << 1)", List.of(1, 2), "ab");

    assertThat(result).isEqualTo(List.of("1a", "2b"));
    assertThat(namespace.get("count")).isEqualTo(List.of(1));
  }

  @Test
  void map_emptyPart_isEmpty() throws ScriptError {
    RemoteFunction<Integer, Integer> function = x -> x;

    assertThat(map(function, List.of())).isEqualTo(List.of());
    assertThat(elementsDone).isEmpty();
  }

  @Test
  @SuppressWarnings("NullAway") // functions may take and give null
  void map_nulls_areElements() throws ScriptError {
    RemoteFunction<Integer, Integer> function = x -> x == null ? 1 : null;

    assertThat(map(function, Arrays.asList(null, 2))).isEqualTo(Arrays.asList(1, null));
  }

  @Test
  void map_failing_namesTheElementOfTheWhole() {
    RemoteFunction<Integer, Integer> function = x -> 1 / x;

    assertThatExceptionOfType(ScriptError.class)
        .isThrownBy(() -> mapFrom(5, 4, function, List.of(1, 1, 0, 1)))
        .withMessage("/ by zero (element 13: 0)");
    assertThat(elementsDone).containsExactly(1, 2);
  }

  @Test
  void map_expressionThatIsNoFunction_saysSo() {
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> map("1 + 1", List.of(1)))
        .withMessageContaining("1 + 1 is not a function");
  }

  @Test
  void map_damagedPart_isASerializationError() {
    var damaged = new EncodedValue(new byte[] {99});
    RemoteFunction<Integer, Integer> function = x -> x;
    var request =
        new Request.MapPart(CodedValue.of(codec.encode(function)), List.of(damaged), 0, 1, "f");

    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> calls.map(request, RunListener.silent()));
  }
}

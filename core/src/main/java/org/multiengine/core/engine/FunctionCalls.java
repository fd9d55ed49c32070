package org.multiengine.core.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.code.CodeLoaders;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.function.EngineScope;
import org.multiengine.core.function.RemoteBiFunction;
import org.multiengine.core.function.RemoteCallable;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.core.function.RemoteRunnable;
import org.multiengine.core.function.RemoteSupplier;
import org.multiengine.core.namespace.BatchFunction;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.namespace.ScriptFunction;
import org.multiengine.core.partition.Distribution;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.text.TextWidth;
import org.multiengine.core.value.ValueCodec;

/** Calls functions of clients on an engine. Used only by the engine's evaluation thread. */
final class FunctionCalls {

  /** The width of an element in the error of a map. */
  private static final int MAX_ARGUMENT_COLUMNS = 40;

  private final EngineScope scope;
  private final Namespace namespace;
  private final CodeLoaders code;
  private final ErrorReports errors;

  FunctionCalls(EngineScope scope, Namespace namespace, CodeLoaders code, ErrorReports errors) {
    this.scope = scope;
    this.namespace = namespace;
    this.code = code;
    this.errors = errors;
  }

  /** Calls a function with the engine's scope. */
  Outcome apply(Request.Apply apply) throws ScriptError {
    ValueCodec codec = code.codec(apply.function().code());
    Callee callee = callee(received(codec, apply.function().value()), apply.label());
    try {
      return new Outcome.Values(List.of(codec.encode(callee.call(scope))));
    } catch (CallFailed failed) {
      throw namespace.explain(failed.thrown());
    }
  }

  /** Calls a function on each element of a part of a sequence. */
  Outcome map(Request.MapPart map, RunListener listener) throws ScriptError {
    ValueCodec codec = code.codec(map.function().code());
    Callee callee = callee(received(codec, map.function().value()), map.label());
    List<Object> sequences = decoded(codec, map.parts());
    List<@Nullable Object> results =
        callee.function() instanceof BatchFunction batch
            ? callOnAll(batch, sequences, map, listener)
            : callOnEach(callee, lists(sequences), map, listener);
    return new Outcome.Values(List.of(codec.encode(results)));
  }

  private List<@Nullable Object> callOnEach(
      Callee callee, List<List<?>> parts, Request.MapPart map, RunListener listener)
      throws ScriptError {
    List<@Nullable Object> results = new ArrayList<>();
    for (int i = 0; i < parts.get(0).size(); i++) {
      results.add(callOn(callee, parts, i, map.first() + i * map.step()));
      listener.elementsDone(i + 1);
    }
    return results;
  }

  private List<@Nullable Object> callOnAll(
      BatchFunction batch, List<Object> sequences, Request.MapPart map, RunListener listener)
      throws ScriptError {
    try {
      List<@Nullable Object> results = batch.callAll(sequences, listener::elementsDone);
      listener.elementsDone(results.size());
      return results;
    } catch (BatchFunction.ElementException failed) {
      throw namespace.explain(failed.failure()).at(place(map, failed.index()));
    } catch (Exception thrown) {
      throw namespace.explain(thrown);
    }
  }

  private static String place(Request.MapPart map, int index) {
    return "element " + (map.first() + index * map.step());
  }

  private List<Object> decoded(ValueCodec codec, List<EncodedValue> parts) {
    List<Object> sequences = new ArrayList<>();
    for (EncodedValue part : parts) {
      sequences.add(decodedSequence(codec, part));
    }
    return sequences;
  }

  private static List<List<?>> lists(List<Object> sequences) {
    List<List<?>> lists = new ArrayList<>();
    for (Object sequence : sequences) {
      lists.add(Distribution.asList(sequence));
    }
    return lists;
  }

  /** Calls a function on each element of a piece, until its end or until the piece is cut. */
  Outcome piece(TaskRequest.Piece piece, RunListener listener) throws ScriptError {
    ValueCodec codec = code.codec(piece.function().code());
    Callee callee = callee(received(codec, piece.function().value()), piece.label());
    List<List<?>> parts = lists(decoded(codec, piece.parts()));
    int size = parts.get(0).size();
    List<@Nullable Object> results = new ArrayList<>();
    Map<Integer, Failure> failures = new LinkedHashMap<>();
    int next = 0;
    for (; next < size && listener.mayBegin(next, size); next++) {
      try {
        results.add(callOn(callee, parts, next, piece.first() + next));
      } catch (ScriptError error) {
        if (!piece.keepGoing()) {
          throw error;
        }
        results.add(null);
        failures.put(piece.first() + next, errors.failure(error));
      }
      listener.elementsDone(next + 1);
    }
    return new Outcome.Mapped(codec.encode(results), piece.first() + next, failures);
  }

  /** Calls the function of a task; returns its value. */
  EncodedValue call(TaskRequest.Call call) throws ScriptError {
    ValueCodec codec = code.codec(call.function().code());
    Callee callee = callee(received(codec, call.function().value()), call.label());
    @Nullable Object[] arguments =
        call.arguments().isEmpty()
            ? new Object[] {scope}
            : call.arguments().stream().map(value -> received(codec, value)).toArray();
    try {
      return codec.encode(callee.call(arguments));
    } catch (CallFailed failed) {
      throw namespace.explain(failed.thrown());
    }
  }

  /** Returns whether a function returns true for the properties of the engine. */
  boolean accepts(CodedValue condition, Map<String, @Nullable Object> properties)
      throws ScriptError {
    Object function = received(code.codec(condition.code()), condition.value());
    try {
      return Boolean.TRUE.equals(callee(function, "the condition").call(properties));
    } catch (CallFailed failed) {
      throw namespace.explain(failed.thrown());
    }
  }

  private @Nullable Object received(ValueCodec codec, EncodedValue value) {
    return namespace.<@Nullable Object>receive(() -> codec.decode(value));
  }

  private Object decodedSequence(ValueCodec codec, EncodedValue part) {
    Object decoded = received(codec, part);
    if (decoded == null) {
      throw new KernelError("a part of a map is null");
    }
    return decoded;
  }

  /**
   * Calls a function on one element.
   *
   * @param index the index of the element in the part
   * @param place its index in the whole sequence, which an error names
   */
  private @Nullable Object callOn(Callee callee, List<List<?>> parts, int index, int place)
      throws ScriptError {
    @Nullable Object[] arguments = new Object[parts.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = parts.get(i).get(index);
    }
    try {
      return callee.call(arguments);
    } catch (CallFailed failed) {
      ScriptError error = namespace.explain(failed.thrown());
      throw error.at("element " + place + ": " + shown(arguments));
    }
  }

  /** Returns the literal forms of arguments, cut to a line. */
  private String shown(@Nullable Object[] arguments) {
    return Arrays.stream(arguments)
        .map(argument -> TextWidth.cut(namespace.display(argument), MAX_ARGUMENT_COLUMNS))
        .collect(Collectors.joining(", "));
  }

  /** The exception of a function, distinguished from exceptions of the engine itself. */
  private static final class CallFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Throwable thrown;

    CallFailed(Throwable thrown) {
      super(null, thrown, false, false);
      this.thrown = thrown;
    }

    Throwable thrown() {
      return thrown;
    }
  }

  /**
   * A function with the class loader that it expects as the context loader of its thread.
   *
   * @param function the function
   * @param loader the loader of the function's classes
   */
  private record Callee(ScriptFunction function, @Nullable ClassLoader loader) {

    /**
     * Calls the function with its own context loader and wraps every exception. The previous
     * context loader is restored even if the function changed it.
     */
    @Nullable Object call(@Nullable Object... arguments) throws CallFailed {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(loader);
      try {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        return function.call(arguments);
      } catch (Throwable thrown) {
        throw new CallFailed(thrown);
      } finally {
        thread.setContextClassLoader(before);
      }
    }
  }

  private Callee callee(@Nullable Object value, String label) throws ScriptError {
    ScriptFunction function = function(value, label);
    return new Callee(function, value == null ? null : value.getClass().getClassLoader());
  }

  @SuppressWarnings("unchecked")
  private ScriptFunction function(@Nullable Object value, String label) throws ScriptError {
    if (value instanceof String expression) {
      return namespace.functionOf(expression, label);
    }
    if (value instanceof RemoteCallable<?> callable) {
      return arguments -> callable.call(scope);
    }
    if (value instanceof RemoteSupplier<?> supplier) {
      return arguments -> supplier.get();
    }
    if (value instanceof RemoteRunnable runnable) {
      return arguments -> {
        runnable.perform();
        return null;
      };
    }
    if (value instanceof RemoteFunction<?, ?>) {
      var one = (RemoteFunction<@Nullable Object, @Nullable Object>) value;
      return arguments -> one.apply(arguments[0]);
    }
    if (value instanceof RemoteBiFunction<?, ?, ?>) {
      var two = (RemoteBiFunction<@Nullable Object, @Nullable Object, @Nullable Object>) value;
      return arguments -> two.apply(arguments[0], arguments[1]);
    }
    ScriptFunction ofScript = value == null ? null : namespace.function(namespace.attach(value));
    ScriptFunction found = ofScript == null ? functionOfJdk(value) : ofScript;
    if (found == null) {
      throw new KernelError(label + " is not a function: " + namespace.display(value));
    }
    return found;
  }

  /** Returns the function that an object of an interface of the JDK stands for, or null. */
  private static @Nullable ScriptFunction functionOfJdk(@Nullable Object value) {
    if (value instanceof Callable<?> callable) {
      return arguments -> callable.call();
    }
    if (value instanceof Supplier<?> supplier) {
      return arguments -> supplier.get();
    }
    if (value instanceof Runnable runnable) {
      return arguments -> {
        runnable.run();
        return null;
      };
    }
    return null;
  }
}

package org.multiengine.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.CallObserver.EngineOutcome;
import org.multiengine.client.internal.call.Call;
import org.multiengine.client.internal.call.MapCall;
import org.multiengine.client.internal.call.Session;
import org.multiengine.core.Targets;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.function.RemoteBiFunction;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.core.function.RemoteSupplier;
import org.multiengine.core.partition.Distribution;
import org.multiengine.core.request.Request;

/**
 * A view of engines: calls bound to targets. Each method has two forms: the plain name waits for
 * the engines, the name that ends in {@code Async} returns a {@link PendingResult} at once.
 *
 * <pre>{@code
 * DirectView even = client.engines(0, 2);
 * even.execute("c = a + b");
 * PendingResult<ResultList> pending = even.executeAsync("sleep 10000");
 * }</pre>
 *
 * <p>The pending form raises what concerns targets, such as an engine that is not registered, from
 * the pending result; only a value that cannot be sent, and the targets of scatter, gather and map,
 * are raised by the call itself.
 *
 * <p>Safe for use by several threads.
 */
public sealed class DirectView extends DataView permits MultiEngineClient {

  private final Targets targets;

  DirectView(Session session, Targets targets, ViewOptions options) {
    super(session, options);
    this.targets = targets;
  }

  @Override
  public Targets targets() {
    return targets;
  }

  /**
   * Returns a view of the same targets with another reaction to failed calls: later calls of this
   * client that wait on the engine are dropped, or run.
   */
  public DirectView onError(OnError action) {
    return new DirectView(session(), targets(), new ViewOptions(action, options().timeout()));
  }

  /**
   * Returns a view of the same targets whose calls are cancelled when they have not ended within a
   * limit; they then fail with {@link org.multiengine.core.error.TaskTimeout}.
   */
  public DirectView withTimeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a timeout must be positive: " + timeout);
    }
    return new DirectView(session(), targets(), new ViewOptions(options().onError(), timeout));
  }

  // Functions

  /**
   * Binds a name to a function, which scripts then call as one of their own (reference, 9.2).
   *
   * @throws SerializationError bare, if something it captures cannot be sent
   */
  public <T extends @Nullable Object, R extends @Nullable Object> void pushFunction(
      String name, RemoteFunction<T, R> function) {
    pushFunctions(Collections.singletonMap(name, function));
  }

  /**
   * Binds a name to a function of two values; see {@link #pushFunction(String, RemoteFunction)}.
   */
  public <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
      void pushFunction(String name, RemoteBiFunction<T, U, R> function) {
    pushFunctions(Collections.singletonMap(name, function));
  }

  /** Binds a name to a function of no value; see {@link #pushFunction(String, RemoteFunction)}. */
  public <R extends @Nullable Object> void pushFunction(String name, RemoteSupplier<R> function) {
    pushFunctions(Collections.singletonMap(name, function));
  }

  /**
   * Binds names to functions: remote functions of any kind, or closures of a script.
   *
   * @throws SerializationError bare, if one cannot be sent
   */
  public void pushFunctions(Map<String, ?> functions) {
    await(pushFunctionsAsync(functions));
  }

  /** Binds names to functions, without waiting; see {@link #pushFunctions}. */
  public PendingResult<@Nullable Void> pushFunctionsAsync(Map<String, ?> functions) {
    return submit(push(functions, true));
  }

  /**
   * Returns a function of each engine. The function stays on its engine: calling the result runs it
   * there, so that no code of engines runs here.
   *
   * @throws org.multiengine.core.CompositeError if an engine lacks the name, or it is no function
   */
  public List<RemoteFunction<@Nullable Object, @Nullable Object>> pullFunction(String name) {
    return await(pullFunctionAsync(name));
  }

  /** Returns a function of each engine, without waiting; see {@link #pullFunction}. */
  public PendingResult<List<RemoteFunction<@Nullable Object, @Nullable Object>>> pullFunctionAsync(
      String name) {
    var request = new Request.FindFunction(name);
    return submit(
        new Call<>(
            request.method(),
            targets(),
            List.of(request),
            options().quiet(),
            0,
            found -> functions(request, found)));
  }

  private List<RemoteFunction<@Nullable Object, @Nullable Object>> functions(
      Request.FindFunction request, List<EngineOutcome> found) {
    session().outcomes().read(request.method(), found, outcome -> outcome);
    List<RemoteFunction<@Nullable Object, @Nullable Object>> functions = new ArrayList<>();
    for (EngineOutcome of : found) {
      DirectView home = new DirectView(session(), Targets.of(of.engine().value()), options());
      String name = request.expression();
      functions.add(value -> home.map(name, Collections.singletonList(value)).get(0));
    }
    return functions;
  }

  // Map

  final <R extends @Nullable Object> PendingResult<List<R>> submitMap(
      Object function, List<?> sequences, Distribution distribution) {
    var map = new MapCall(session(), targets(), options().live(), distribution);
    return new PendingResult<>(map.submit(function, sequences));
  }

  /**
   * Applies a function to the elements of a list, in parallel on the engines, and returns the
   * results in the order of the elements (reference, 10.3). Each engine takes a contiguous piece.
   *
   * @throws org.multiengine.core.CompositeError if the function fails; an entry for each engine on
   *     which it does, which names the first element there that failed
   * @throws SerializationError bare, if function or elements cannot be sent
   */
  public <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
      RemoteFunction<? super T, ? extends R> function, List<T> sequence) {
    return await(mapAsync(function, sequence));
  }

  /** Applies a function to the elements of a list, without waiting. */
  public <T extends @Nullable Object, R extends @Nullable Object> PendingResult<List<R>> mapAsync(
      RemoteFunction<? super T, ? extends R> function, List<T> sequence) {
    return submitMap(function, List.of(sequence), Distribution.BLOCK);
  }

  /**
   * Applies a function to the pairs of elements of two lists.
   *
   * @throws IllegalArgumentException bare, if their lengths differ; nothing has been sent then
   */
  public <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
      List<R> map(
          RemoteBiFunction<? super T, ? super U, ? extends R> function,
          List<T> first,
          List<U> second) {
    return await(mapAsync(function, first, second));
  }

  /** Applies a function to the pairs of elements of two lists, without waiting. */
  public <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
      PendingResult<List<R>> mapAsync(
          RemoteBiFunction<? super T, ? super U, ? extends R> function,
          List<T> first,
          List<U> second) {
    return submitMap(function, List.of(first, second), Distribution.BLOCK);
  }

  /**
   * Applies a function of the engines to the elements of one or more sequences.
   *
   * @param expression names or makes the function there, for example {@code { x -> x ** 10 }}
   * @param sequences lists, arrays or texts of one length
   * @throws IllegalArgumentException bare, if lengths differ or there is no sequence
   */
  public List<@Nullable Object> map(String expression, Object... sequences) {
    return await(mapAsync(expression, sequences));
  }

  /** Applies a function of the engines to sequences, without waiting. */
  public PendingResult<List<@Nullable Object>> mapAsync(String expression, Object... sequences) {
    return submitMap(expression, List.of(sequences), Distribution.BLOCK);
  }

  /**
   * Applies a function of any kind to sequences of any kind.
   *
   * @param function a remote function, a closure, or an expression as text
   * @param sequences lists, arrays or texts of one length
   * @param distribution which elements go to which engine
   */
  public List<@Nullable Object> rawMap(
      Object function, List<?> sequences, Distribution distribution) {
    return await(rawMapAsync(function, sequences, distribution));
  }

  /** Applies a function of any kind to sequences of any kind, without waiting. */
  public PendingResult<List<@Nullable Object>> rawMapAsync(
      Object function, List<?> sequences, Distribution distribution) {
    return submitMap(function, sequences, distribution);
  }

  /** Returns a mapper over these targets in contiguous pieces; its methods return others. */
  public Mapper mapper() {
    return new Mapper(this, Distribution.BLOCK);
  }

  /**
   * Returns a function on lists that applies this one to their elements in parallel (reference,
   * 10.3). Its targets are those of this view now.
   */
  public <T extends @Nullable Object, R extends @Nullable Object> ParallelFunction<T, R> parallel(
      RemoteFunction<T, R> function) {
    return new ParallelFunction<>(new DirectView(session(), targets(), options()), function);
  }

  // Speed

  /** Measures the cluster with pushes of 10,000 numbers; see {@link #benchmark(int)}. */
  public Benchmark benchmark() {
    return benchmark(Benchmark.DEFAULT_PUSHED_NUMBERS);
  }

  /**
   * Measures how fast calls and values reach the engines of this view (reference, 3.1): its first
   * engine alone, then all of them. Waits for each of its 120 calls, so there is no form that does
   * not wait. Each engine runs 60 empty texts, which take numbers and stay in its history up to its
   * limit; the pushed values are removed again.
   *
   * @param pushSize how many numbers of 8 bytes the pushed array has; at least 1
   * @throws IllegalArgumentException bare, if {@code pushSize} is not positive, or this view has no
   *     engines
   */
  public Benchmark benchmark(int pushSize) {
    return Benchmark.of(this, pushSize);
  }

  /** Returns which engines calls on this view go to. */
  @Override
  public String toString() {
    return "DirectView[" + targets() + "]";
  }
}

package org.multiengine.core.namespace.python;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.function.PythonFunction;
import org.multiengine.core.namespace.Evaluation;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.NamespaceLost;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.namespace.ScriptFunction;
import org.multiengine.core.namespace.python.process.PythonProcess;

/** A namespace in a Python process of its own. */
final class PythonNamespace implements Namespace {

  private static final Cleaner CLEANER = Cleaner.create();

  private final PythonProcess process;

  /** The functions that this JVM no longer refers to. They are released with the next request. */
  private final Queue<Long> unused = new ConcurrentLinkedQueue<>();

  PythonNamespace(PythonProcess process) {
    this.process = process;
  }

  @Override
  public Evaluation evaluate(String text, String sourceName) throws ScriptError {
    Object display = request("evaluate", text, sourceName);
    return display == null ? Evaluation.NONE : Evaluation.elsewhere((String) display);
  }

  private @Nullable Object request(String kind, @Nullable Object... arguments) throws ScriptError {
    return Replies.value(exchange(count -> {}, kind, arguments));
  }

  /** Makes a request; returns the reply, which may be an error. */
  private List<?> exchange(IntConsumer done, String kind, @Nullable Object... arguments) {
    List<?> reply = process.request(List.of(kind, Arrays.asList(arguments), released()), done);
    if (Replies.isValue(reply)) {
      release((List<?>) reply.get(2));
    }
    return reply;
  }

  /** Forgets the objects of this JVM that Python no longer refers to. */
  private void release(List<?> numbers) {
    numbers.forEach(number -> process.handles().release(((Number) number).longValue()));
  }

  private List<Long> released() {
    List<Long> numbers = new ArrayList<>();
    for (Long number = unused.poll(); number != null; number = unused.poll()) {
      numbers.add(number);
    }
    return numbers;
  }

  /** Makes a request that runs no code of users, and so throws only errors of the engine. */
  private @Nullable Object simple(String kind, @Nullable Object... arguments) {
    try {
      return request(kind, arguments);
    } catch (ScriptError error) {
      String text = error.errorMessage().isEmpty() ? "" : ": " + error.errorMessage();
      throw new KernelError(error.errorName() + text, error);
    }
  }

  @Override
  public @Nullable Object get(String name) {
    return simple("get", name);
  }

  @Override
  public void put(String name, @Nullable Object value) {
    simple("put", name, value);
  }

  @Override
  public void bind(String name, Object object) {
    throw new KernelError(
        "Python engines run in processes of their own and cannot use objects of the application;"
            + " bind '"
            + name
            + "' to engines of another language, or push a value to the Python engines");
  }

  @Override
  public void remove(String name) {
    simple("remove", name);
  }

  @Override
  public List<String> names() {
    return ask("names");
  }

  @Override
  public List<String> complete(String text) {
    return ask("complete", text);
  }

  private List<String> ask(String... question) {
    List<?> reply = process.ask(List.of(question));
    if (!Replies.isValue(reply)) {
      return List.of();
    }
    return ((List<?>) reply.get(1)).stream().map(String.class::cast).toList();
  }

  @Override
  public Object attach(Object function) {
    return function;
  }

  @Override
  public @Nullable Object detach(@Nullable Object function) {
    return function;
  }

  @Override
  public @Nullable ScriptFunction function(@Nullable Object value) {
    return value instanceof PythonFunction function
        ? function((Number) simple("load", function, function.toString()))
        : null;
  }

  @Override
  public ScriptFunction functionOf(String expression, String sourceName) throws ScriptError {
    return function((Number) request("function", expression, sourceName));
  }

  private ScriptFunction function(@Nullable Number number) {
    if (number == null) {
      throw new KernelError("the Python process has returned no function");
    }
    var function = new RemoteScriptFunction(number.longValue(), this::exchange);
    CLEANER.register(function, new Release(unused, number.longValue()));
    return function;
  }

  /** The release of a function that is no longer referred to. */
  private record Release(Queue<Long> unused, long number) implements Runnable {
    @Override
    public void run() {
      unused.add(number);
    }
  }

  /**
   * Returns the error that users see for an exception of their code.
   *
   * @throws KernelError if the exception is one, for example for a value that cannot be sent
   * @throws NamespaceLost if the process has ended
   */
  @Override
  public ScriptError explain(Throwable thrown) {
    if (thrown instanceof ScriptError error) {
      return error;
    }
    if (thrown instanceof KernelError || thrown instanceof NamespaceLost) {
      throw (RuntimeException) thrown;
    }
    if (thrown instanceof OutOfMemoryError memory) {
      throw memory;
    }
    return Replies.ofJava(thrown);
  }

  @Override
  public String display(@Nullable Object value) {
    return String.valueOf(simple("display", value));
  }

  @Override
  public CompletableFuture<NamespaceLost> lost() {
    return process.lost();
  }

  @Override
  public void reset() {
    simple("reset");
    process.handles().clear();
  }

  @Override
  public void close() {
    process.close();
  }
}

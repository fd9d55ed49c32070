package org.multiengine.core.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.clock.Clocks;
import org.multiengine.core.clock.StartTime;
import org.multiengine.core.code.CodeLoaders;
import org.multiengine.core.display.DisplayLimits;
import org.multiengine.core.display.Displayers;
import org.multiengine.core.display.Displays;
import org.multiengine.core.display.MimeBundle;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.namespace.Evaluation;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.NamespaceLost;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.namespace.StandardStreams;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.PropertiesRequest;
import org.multiengine.core.request.QueuedVisitor;
import org.multiengine.core.request.Request;
import org.multiengine.core.request.TaskRequest;

/**
 * Carries out requests on an engine's namespace.
 *
 * <p>Used by the engine's evaluation thread alone, except {@link #names()}, {@link #complete} and
 * {@link #renumber}, which any thread may call.
 */
public final class Interpreter implements AutoCloseable {

  private static final String ID = "id";

  /** How many words an engine offers for a text that is being typed. */
  static final int MAX_COMPLETIONS = 1_000;

  /** The width of the lines of a value, because engines do not know the terminals of clients. */
  private static final int DISPLAY_COLUMNS = 80;

  private volatile EngineId id;
  private EngineId boundId;
  private final Namespace namespace;
  private final CodeLoaders code;
  private final ErrorReports errors;
  private final FunctionCalls functions;
  private final EngineProperties properties = new EngineProperties();
  private final int maxOutputBytes;
  private final Clocks clocks;
  private Bindings bindings = Bindings.NONE;

  /**
   * The output of the command that runs. Threads that earlier commands have left print to it too.
   * They may outlive the interpreter, so they hold no more than this reference.
   */
  private final AtomicReference<@Nullable CapturedOutput> printing = new AtomicReference<>();

  private DisplayLimits displayLimits = DisplayLimits.DEFAULT;

  /**
   * Creates an interpreter over an empty namespace, and binds {@code id} in it.
   *
   * @param code reads and writes values
   * @param maxOutputBytes how many bytes of each output stream the record of a command keeps
   */
  public Interpreter(
      EngineId id, Namespace namespace, CodeLoaders code, int maxOutputBytes, Clocks clocks) {
    this.id = id;
    this.boundId = id;
    this.namespace = namespace;
    this.code = code;
    this.errors = new ErrorReports(code);
    this.functions =
        new FunctionCalls(new NamespaceScope(() -> this.id, namespace), namespace, code, errors);
    this.maxOutputBytes = maxOutputBytes;
    this.clocks = clocks;
    putOwn();
  }

  /** Binds the names that every engine has from its start. */
  private void putOwn() {
    putId();
    bindings.objects().forEach(namespace::bind);
  }

  private void putId() {
    boundId = id;
    namespace.put(ID, boundId.value());
  }

  /** Gives the engine another id. Scripts see it from the next request on. */
  public void renumber(EngineId now) {
    id = now;
  }

  /** Sets how many displays the record of a command keeps. */
  public void limitDisplays(DisplayLimits limits) {
    displayLimits = limits;
  }

  /** Binds objects of the application, for the life of the engine: a reset keeps them. */
  public void bind(Bindings given) {
    bindings = given;
    putOwn();
  }

  /**
   * Runs a script that every engine begins with. It leaves no record.
   *
   * @throws KernelError if it fails; names its line
   */
  public void startUp(StartupScript script) {
    if (script.isEmpty()) {
      return;
    }
    StandardStreams.attachTo(printing::get);
    try {
      namespace.evaluate(script.text(), script.name());
    } catch (ScriptError error) {
      throw script.failed(error);
    } finally {
      StandardStreams.attach(null);
    }
  }

  /**
   * The result of a request.
   *
   * @param outcome the answer to the client
   * @param record the record for the history, if the request takes a number
   */
  public record Performed(Outcome outcome, @Nullable CommandRecord record) {}

  /**
   * Performs a request whose turn has come. Errors are part of the outcome, except for an
   * OutOfMemoryError and {@link NamespaceLost}, which are thrown. The output of the request, and of
   * threads that earlier requests have left, goes to the record of a numbered request, and
   * otherwise to the output of this JVM.
   *
   * @param number the number of the command, if the request takes one
   * @param listener receives the progress and the output of the request while it runs
   */
  public Performed perform(Request.Queued request, int number, RunListener listener) {
    var output = new CapturedOutput(maxOutputBytes, displayLimits, listener);
    var run = new Run(request, number, output, clocks.start());
    printing.set(request.isNumbered() ? output : null);
    StandardStreams.attachTo(printing::get);
    Displays.attachTo(() -> CapturedOutput.displaysOf(printing.get()));
    if (!boundId.equals(id)) {
      putId();
    }
    try {
      return request.accept(new Performer(run, listener));
    } catch (ScriptError error) {
      return failed(run, errors.failure(error), error.traceback());
    } catch (KernelError error) {
      return failed(run, Failure.of(error), error.errorName() + ": " + error.errorMessage());
    } finally {
      printing.set(null);
      StandardStreams.attach(null);
    }
  }

  /** A request that is being performed. */
  record Run(Request.Queued request, int number, CapturedOutput output, StartTime start) {}

  /** Performs each kind of request. */
  private final class Performer implements QueuedVisitor<Performed, ScriptError> {

    private final Run run;
    private final RunListener listener;

    Performer(Run run, RunListener listener) {
      this.run = run;
      this.listener = listener;
    }

    @Override
    public Performed execute(Request.Execute request) throws ScriptError {
      CommandRecord record = evaluate(run, request.code());
      return new Performed(new Outcome.Executed(record), record);
    }

    @Override
    public Performed apply(Request.Apply request) throws ScriptError {
      return new Performed(functions.apply(request), record(run, null, null));
    }

    @Override
    public Performed map(Request.MapPart request) throws ScriptError {
      return new Performed(functions.map(request, listener), record(run, null, null));
    }

    @Override
    public Performed findFunction(Request.FindFunction request) throws ScriptError {
      namespace.functionOf(request.expression(), request.expression());
      return new Performed(new Outcome.Done(), null);
    }

    @Override
    public Performed push(Request.Push request) {
      return new Performed(Interpreter.this.push(request), null);
    }

    @Override
    public Performed pull(Request.Pull request) {
      return new Performed(new Outcome.Values(Interpreter.this.pull(request.names())), null);
    }

    @Override
    public Performed properties(PropertiesRequest request) {
      return new Performed(properties.answer(request), null);
    }

    @Override
    public Performed reset(Request.Reset request) {
      Interpreter.this.reset();
      return new Performed(new Outcome.Done(), null);
    }

    @Override
    public Performed task(TaskRequest request) throws ScriptError {
      return request.acceptTask(new TaskPerformer(Interpreter.this, functions, run, listener));
    }
  }

  /** Empties the namespace and the properties. */
  void reset() {
    namespace.reset();
    putOwn();
    properties.clear();
  }

  /** Returns the properties, decoded. */
  Map<String, @Nullable Object> properties() {
    return properties.decoded(code);
  }

  /** Runs a text; returns its record. */
  CommandRecord evaluate(Run run, String text) throws ScriptError {
    Evaluation evaluation = namespace.evaluate(text, "In [" + run.number() + "]");
    if (!evaluation.displayed() || evaluation.display() != null) {
      return record(run, evaluation.display(), null);
    }
    String display = namespace.display(evaluation.value(), DISPLAY_COLUMNS);
    MimeBundle rich = Displayers.rich(evaluation.value());
    if (rich != null) {
      boolean isText = rich.binaries().isEmpty();
      run.output().displays().accept(isText ? rich.with(MimeBundle.PLAIN, display) : rich);
    }
    return record(run, display, null);
  }

  private Performed failed(Run run, Failure failure, String traceback) {
    CommandRecord record =
        run.request().isNumbered() ? record(run, null, ErrorReports.shortened(traceback)) : null;
    return new Performed(new Outcome.Failed(failure), record);
  }

  /** Returns the record of a request that ends now. */
  CommandRecord record(Run run, @Nullable String display, @Nullable String traceback) {
    Request request = run.request();
    return new CommandRecord(
        id,
        run.number(),
        input(request),
        run.output().outText(),
        run.output().errText(),
        display,
        traceback,
        run.start().at(),
        run.start().end(),
        run.output().displays().displays());
  }

  private static String input(Request request) {
    if (request instanceof Request.Execute execute) {
      return execute.code();
    }
    return request instanceof TaskRequest.Script script ? script.code() : request.text();
  }

  private Outcome push(Request.Push push) {
    push(push.values(), push.functions());
    return new Outcome.Done();
  }

  /** Binds names to values; all of them, or none if one cannot be decoded. */
  void push(Map<String, CodedValue> values, boolean functions) {
    Map<String, @Nullable Object> decoded = new LinkedHashMap<>();
    values.forEach(
        (name, value) ->
            decoded.put(name, namespace.<@Nullable Object>receive(() -> code.decode(value))));
    decoded.forEach((name, value) -> put(name, value, functions));
  }

  private void put(String name, @Nullable Object value, boolean function) {
    namespace.put(name, function && value != null ? namespace.attach(value) : value);
  }

  /** Returns the values of names. */
  List<EncodedValue> pull(List<String> names) {
    List<EncodedValue> values = new ArrayList<>();
    for (String name : names) {
      Object value = namespace.detach(namespace.get(name));
      values.add(code.codecFor(value).encode(value, name));
    }
    return values;
  }

  /** Returns the names that are defined now. Safe for any thread. */
  public List<String> names() {
    return namespace.names();
  }

  /**
   * Returns completions of the last word of a text, {@link #MAX_COMPLETIONS} at most. An object of
   * the user that cannot be inspected, for example because it is being changed, has none.
   */
  public List<String> complete(String typed) {
    List<String> words;
    try {
      words = namespace.complete(typed);
    } catch (RuntimeException | LinkageError e) {
      return List.of();
    }
    return words.subList(0, Math.min(words.size(), MAX_COMPLETIONS));
  }

  /** Completes when the contents of the namespace no longer exist. */
  public CompletableFuture<NamespaceLost> lost() {
    return namespace.lost();
  }

  /** Frees the namespace. */
  @Override
  public void close() {
    namespace.close();
  }
}

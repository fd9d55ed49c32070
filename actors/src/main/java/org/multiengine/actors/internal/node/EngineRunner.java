package org.multiengine.actors.internal.node;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.core.clock.Clocks;
import org.multiengine.core.clock.StartTime;
import org.multiengine.core.engine.EvaluationThread;
import org.multiengine.core.engine.History;
import org.multiengine.core.engine.Interpreter;
import org.multiengine.core.engine.RunListener;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.namespace.NamespaceLost;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;
import org.multiengine.core.request.TaskRequest;

/**
 * Creates the namespace of an engine, runs the requests of the engine on its evaluation thread, one
 * at a time, and keeps their records. Used by the engine alone.
 */
final class EngineRunner {

  /** Receives the result of a run, on the evaluation thread. */
  @FunctionalInterface
  interface ResultListener {
    void performed(long run, Interpreter.Performed result);
  }

  private final EngineId id;
  private final Engine.Node node;
  private final EvaluationThread thread;
  private final CompletableFuture<Interpreter> interpreter = new CompletableFuture<>();
  private final History history;
  private long run;
  private StartTime start = Clocks.system().start();
  private @Nullable KernelError aborted;

  EngineRunner(EngineId id, Engine.Node node) {
    this.id = id;
    this.node = node;
    this.thread = new EvaluationThread("engine-" + id);
    this.history = new History(node.settings().historyRecords(), node.settings().historyBytes());
  }

  /**
   * Creates the namespace, on the evaluation thread because a language may take its time. The
   * result fails with what the language or the start-up script has thrown.
   */
  @SuppressWarnings("CatchThrowable") // whatever a language throws, the engine is notified of it
  CompletableFuture<Interpreter> prepare() {
    thread.run(
        run,
        () -> {
          try {
            interpreter.complete(newInterpreter());
          } catch (Throwable cause) {
            interpreter.completeExceptionally(cause);
          }
        });
    return interpreter;
  }

  private Interpreter newInterpreter() {
    MultiengineSettings.EngineSettings settings = node.settings();
    var namespace =
        Languages.named(settings.language()).createNamespace(settings.languageOptions());
    var made = new Interpreter(id, namespace, node.code(), settings.outputBytes(), Clocks.system());
    made.limitDisplays(settings.displays());
    made.bind(node.bindings());
    made.startUp(node.startup());
    return made;
  }

  /** Returns the interpreter, which is there when the namespace has been created. */
  CompletableFuture<Interpreter> interpreter() {
    return interpreter;
  }

  /** Gives the engine another id. */
  void renumber(EngineId now) {
    var unused = interpreter.thenAccept(made -> made.renumber(now));
  }

  History history() {
    return history;
  }

  /** Returns when the last run began. */
  StartTime lastStart() {
    return start;
  }

  /** Returns when the last run began, in microseconds since 1970. */
  long startedMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, start.at());
  }

  /** Returns when a run that ends now has ended, in microseconds since 1970. */
  long endedMicros() {
    return startedMicros() + TimeUnit.NANOSECONDS.toMicros(start.elapsed().toNanos());
  }

  /** Starts a request. */
  void start(Request.Queued request, RunListener listener, ResultListener results) {
    long thisRun = ++run;
    aborted = null;
    start = Clocks.system().start();
    if (clearing(request).before() && !(request instanceof TaskRequest.Conditional)) {
      history.clear(); // the engine may reject conditional work, and is not emptied for it
    }
    int number = request.isNumbered() ? history.nextNumber() : 0;
    thread.run(
        thisRun,
        () -> {
          Interpreter.Performed result = perform(request, number, listener);
          if (result != null) {
            results.performed(thisRun, result);
          }
        });
  }

  /**
   * Returns the result, whatever a script does to its thread; null if the namespace was lost, of
   * which the engine is notified.
   */
  @SuppressWarnings("CatchThrowable")
  private Interpreter.@Nullable Performed perform(
      Request.Queued request, int number, RunListener listener) {
    try {
      return interpreter.join().perform(request, number, listener);
    } catch (NamespaceLost lost) {
      return null;
    } catch (Throwable thrown) {
      String name = thrown.getClass().getSimpleName();
      // Its message is user code, which may throw as well.
      var failure = new Failure(false, name, "outside of what the script caught", "", null);
      return new Interpreter.Performed(new Outcome.Failed(failure), null);
    }
  }

  /** Returns whether a result is that of the current run. */
  boolean isCurrent(long ofRun) {
    return ofRun == run;
  }

  /** Keeps the record of a run; returns the outcome for the client. */
  Outcome finish(Request.Queued request, Interpreter.Performed result) {
    if (result.record() != null) {
      history.add(result.record());
    }
    if (request instanceof Request.Reset || clearing(request).after()) {
      history.clear();
    }
    Outcome outcome = result.outcome();
    return outcome instanceof Outcome.Failed && aborted != null ? Outcome.failed(aborted) : outcome;
  }

  private static TaskRequest.Clearing clearing(Request.Queued request) {
    return request instanceof TaskRequest task ? task.clearing() : TaskRequest.Clearing.NONE;
  }

  /** Interrupts the current run; if it fails because of that, it ends with an error. */
  void interrupt(KernelError error) {
    if (thread.interrupt(run)) {
      aborted = error;
    }
  }

  /** Frees the namespace on its own thread, after the interrupted script has let go of it. */
  void close() {
    thread.interrupt(run);
    thread.closeAfter(this::free);
  }

  private void free() {
    if (!interpreter.completeExceptionally(new KernelError("the engine has ended"))
        && !interpreter.isCompletedExceptionally()) {
      interpreter.join().close();
    }
  }
}

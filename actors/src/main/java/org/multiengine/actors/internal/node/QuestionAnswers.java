package org.multiengine.actors.internal.node;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.QueueStatus;
import org.multiengine.core.engine.EngineQueue;
import org.multiengine.core.engine.EngineStats;
import org.multiengine.core.engine.HelperThread;
import org.multiengine.core.engine.Interpreter;
import org.multiengine.core.engine.QueuedRequest;
import org.multiengine.core.error.IndexError;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.QuestionVisitor;

/**
 * Answers questions to an engine while it may be running a request, or is being prepared. What may
 * run code of users is answered on another thread. Used by the engine alone.
 */
final class QuestionAnswers implements QuestionVisitor<CompletableFuture<Outcome>>, AutoCloseable {

  private EngineId id;
  private final EngineRunner runner;
  private final EngineQueue queue;
  private final EngineStats stats;
  private final HelperThread helper;
  private final Runnable clearQueue;

  /**
   * Creates the answers of an engine.
   *
   * @param clearQueue drops what waits in the queue
   */
  QuestionAnswers(
      EngineId id, Engine.Node node, EngineRunner runner, EngineQueue queue, Runnable clearQueue) {
    this.id = id;
    this.runner = runner;
    this.queue = queue;
    this.stats = new EngineStats(node.settings().infoCharacters(), Instant.now());
    this.clearQueue = clearQueue;
    this.helper = new HelperThread("engine-" + id + "-questions", node.settings().questions());
  }

  /** Names are read under a lock that a script may hold. */
  @Override
  public CompletableFuture<Outcome> keys(Question.Keys request) {
    return names(Interpreter::names);
  }

  /** Completions look into maps of the user, and may load classes. */
  @Override
  public CompletableFuture<Outcome> complete(Question.Complete request) {
    return names(interpreter -> interpreter.complete(request.typed()));
  }

  /** Reads names of the namespace, which a question waits for while it is being created. */
  private CompletableFuture<Outcome> names(Function<Interpreter, List<String>> names) {
    return runner
        .interpreter()
        .thenCompose(interpreter -> helper.run(() -> names.apply(interpreter)))
        .handle(
            (found, thrown) ->
                thrown == null ? new Outcome.Names(found) : Outcome.failed(error(thrown)));
  }

  /** Returns an error for users. The text of a foreign exception is code of the user. */
  private static KernelError error(Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    return cause instanceof KernelError error
        ? error
        : new KernelError(
            "the engine cannot answer: "
                + (cause == null ? thrown : cause).getClass().getSimpleName());
  }

  /** Gives the engine another id. */
  void renumber(EngineId now) {
    id = now;
  }

  @Override
  public CompletableFuture<Outcome> clearQueue(Question.ClearQueue request) {
    clearQueue.run();
    return CompletableFuture.completedFuture(new Outcome.Done());
  }

  @Override
  public CompletableFuture<Outcome> getResult(Question.GetResult request) {
    return CompletableFuture.completedFuture(record(request.number()));
  }

  private Outcome record(@Nullable Integer number) {
    try {
      return new Outcome.Executed(
          number == null ? runner.history().latest() : runner.history().get(number));
    } catch (IndexError error) {
      return Outcome.failed(error);
    }
  }

  @Override
  public CompletableFuture<Outcome> status(Question.Status request) {
    QueuedRequest running = queue.running();
    List<String> waiting = queue.waiting().stream().map(queued -> queued.request().text()).toList();
    return CompletableFuture.completedFuture(
        new Outcome.Queue(
            new QueueStatus(id, running == null ? null : running.request().text(), waiting)));
  }

  @Override
  public CompletableFuture<Outcome> info(Question.Info request) {
    return CompletableFuture.completedFuture(
        new Outcome.Info(stats.now(queue, runner.lastStart())));
  }

  @Override
  public void close() {
    helper.close();
  }
}

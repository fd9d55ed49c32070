package org.multiengine.actors.internal.node;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.QueueStatus;
import org.multiengine.core.engine.EngineQueue;
import org.multiengine.core.engine.EngineStats;
import org.multiengine.core.engine.QueuedRequest;
import org.multiengine.core.error.IndexError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.QuestionVisitor;

/** Answers what an engine is asked while it may be running a request. Used by the engine alone. */
final class QuestionAnswers implements QuestionVisitor<Outcome> {

  private EngineId id;
  private final EngineRunner runner;
  private final EngineQueue queue;
  private final EngineStats stats;
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
    this.stats = new EngineStats(node.settings().infoCharacters(), Clock.systemUTC());
    this.clearQueue = clearQueue;
  }

  /** Gives the engine another id. */
  void renumber(EngineId now) {
    id = now;
  }

  @Override
  public Outcome keys(Question.Keys request) {
    return new Outcome.Names(runner.interpreter().names());
  }

  @Override
  public Outcome complete(Question.Complete request) {
    return new Outcome.Names(runner.interpreter().complete(request.typed()));
  }

  @Override
  public Outcome clearQueue(Question.ClearQueue request) {
    clearQueue.run();
    return new Outcome.Done();
  }

  @Override
  public Outcome getResult(Question.GetResult request) {
    @Nullable Integer number = request.number();
    try {
      return new Outcome.Executed(
          number == null ? runner.history().latest() : runner.history().get(number));
    } catch (IndexError error) {
      return Outcome.failed(error);
    }
  }

  @Override
  public Outcome status(Question.Status request) {
    QueuedRequest running = queue.running();
    List<String> waiting = queue.waiting().stream().map(queued -> queued.request().text()).toList();
    return new Outcome.Queue(
        new QueueStatus(id, running == null ? null : running.request().text(), waiting));
  }

  @Override
  public Outcome info(Question.Info request) {
    Instant since = Instant.EPOCH.plus(runner.startedMicros(), ChronoUnit.MICROS);
    return new Outcome.Info(stats.now(queue, since));
  }
}

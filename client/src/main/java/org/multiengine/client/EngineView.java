package org.multiengine.client;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.CallObserver.EngineOutcome;
import org.multiengine.client.internal.call.Call;
import org.multiengine.client.internal.call.EngineSurvey;
import org.multiengine.client.internal.call.Interrupts;
import org.multiengine.client.internal.call.Session;
import org.multiengine.core.CompositeError;
import org.multiengine.core.EngineInfoList;
import org.multiengine.core.MultiEngine;
import org.multiengine.core.QueueStatusList;
import org.multiengine.core.Targets;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;

/**
 * The calls of a {@link DirectView} that ask about engines and control them.
 *
 * <pre>{@code
 * System.out.println(client.engines());
 * System.out.println(client.queueStatus());
 * client.clearQueue();
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public abstract sealed class EngineView implements MultiEngine permits ExecutionView {

  private final Session session;
  private final ViewOptions options;

  EngineView(Session session, ViewOptions options) {
    this.session = session;
    this.options = options;
  }

  /** Returns the engines that calls on this view go to. */
  public abstract Targets targets();

  /**
   * Returns the languages of the engines of this view, as this client knows them, in alphabetical
   * order; empty if there are no such engines. Does not ask the engines.
   */
  public SortedSet<String> languages() {
    SortedSet<String> languages = new TreeSet<>();
    Set<EngineId> targets = known(targets());
    session
        .directory()
        .known()
        .forEach(
            (engine, info) -> {
              if (targets.contains(engine) && !info.language().isEmpty()) {
                languages.add(info.language());
              }
            });
    return languages;
  }

  private Set<EngineId> known(Targets targets) {
    try {
      return Set.copyOf(targets.resolve(session.ids()));
    } catch (KernelError noSuchEngines) {
      return Set.of();
    }
  }

  final Session session() {
    return session;
  }

  final ViewOptions options() {
    return options;
  }

  @Override
  public List<Integer> ids() {
    return session.ids().stream().map(EngineId::value).toList();
  }

  @Override
  public int size() {
    return session.ids().size();
  }

  @Override
  public QueueStatusList queueStatus() {
    return await(queueStatusAsync());
  }

  /** Returns what each engine runs and what waits there, without waiting. */
  public PendingResult<QueueStatusList> queueStatusAsync() {
    return submit(new Question.Status(), session.outcomes()::status, QueueStatusList::new);
  }

  /**
   * Returns the state of the engines of this view, in the order of its targets: where each is, its
   * process and memory, what it runs and since when. Answered at once, also by an engine that is
   * running something. An engine that ends meanwhile is listed as lost, and one that does not
   * answer within {@code multiengine.client.info-wait}, or the view's own timeout, as silent.
   */
  public EngineInfoList engines() {
    return await(enginesAsync());
  }

  /** Returns the state of the engines of this view, without waiting; see {@link #engines()}. */
  public PendingResult<EngineInfoList> enginesAsync() {
    return survey(targets(), newSurvey()::asked);
  }

  final EngineSurvey newSurvey() {
    return new EngineSurvey(session.directory()::known);
  }

  final PendingResult<EngineInfoList> survey(
      Targets asked, Function<List<EngineOutcome>, EngineInfoList> reader) {
    var request = new Question.Info();
    return submit(
        new Call<>(
            request.method(),
            asked,
            List.of(request),
            options.query(session.infoWait()),
            0,
            reader));
  }

  /**
   * Drops all that waits on the engines, of every client; what runs goes on (reference, 7.3). Acts
   * at once.
   */
  public void clearQueue() {
    await(clearQueueAsync());
  }

  /** Drops all that waits on the engines, without waiting; see {@link #clearQueue}. */
  public PendingResult<@Nullable Void> clearQueueAsync() {
    return submit(new Question.ClearQueue());
  }

  /**
   * Removes the engines for good, whatever they are doing (reference, 8.3). What runs or waits
   * there fails with {@link org.multiengine.core.error.EngineLost}; their ids may be given again. A
   * process ends with its last engine.
   */
  public void kill() {
    await(killAsync());
  }

  /** Removes the engines for good, without waiting; see {@link #kill()}. */
  public PendingResult<@Nullable Void> killAsync() {
    return submit(new Request.Kill());
  }

  /**
   * Removes engines, or ends the whole cluster.
   *
   * @param controller whether the cluster is to end: all engines, whatever the targets, and their
   *     hosts. Returns at once then. A cluster that an application embeds is not ended.
   */
  public void kill(boolean controller) {
    if (controller) {
      session.requestShutdown();
    } else {
      kill();
    }
  }

  /** Submits a request that has no result. */
  final PendingResult<@Nullable Void> submit(Request request) {
    return submit(request, outcome -> outcome, outcomes -> null);
  }

  /** Submits a request whose result is a list of one value an engine. */
  final <V extends @Nullable Object> PendingResult<List<V>> submit(
      Request request, Function<Outcome, V> reader) {
    return submit(request, reader, values -> values);
  }

  /**
   * Submits a request.
   *
   * @param reader reads the value of an engine
   * @param join makes the result of the values, in the order of the targets
   */
  final <V extends @Nullable Object, T extends @Nullable Object> PendingResult<T> submit(
      Request request, Function<Outcome, V> reader, Function<List<V>, T> join) {
    return submit(request.method(), request, reader, join);
  }

  /**
   * Submits a request of a method that has another name on engines.
   *
   * @param method the client's method, as printed in errors
   * @param reader reads the value of an engine
   * @param join makes the result of the values, in the order of the targets
   */
  final <V extends @Nullable Object, T extends @Nullable Object> PendingResult<T> submit(
      String method, Request request, Function<Outcome, V> reader, Function<List<V>, T> join) {
    return submit(
        new Call<>(
            method,
            targets(),
            List.of(request),
            options.quiet(),
            0,
            outcomes -> join.apply(session.outcomes().read(method, outcomes, reader))));
  }

  final <T extends @Nullable Object> PendingResult<T> submit(Call<T> call) {
    return new PendingResult<>(session.submit(call));
  }

  /**
   * Waits for a result.
   *
   * @throws CompositeError if an engine failed
   * @throws KernelError if this thread is interrupted; the call goes on
   */
  static <T extends @Nullable Object> T await(PendingResult<T> pending) {
    return Interrupts.orFail(
        pending::get, () -> "interrupted while waiting for " + pending + "; the call goes on");
  }
}

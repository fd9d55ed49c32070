package org.multiengine.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.CallObserver.EngineOutcome;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.core.CompositeError;
import org.multiengine.core.EngineInfoList;
import org.multiengine.core.MultiEngine;
import org.multiengine.core.QueueStatusList;
import org.multiengine.core.ResultList;
import org.multiengine.core.Targets;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.SyntaxError;
import org.multiengine.core.function.RemoteCallable;
import org.multiengine.core.function.RemoteSupplier;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;

/**
 * The calls of a {@link DirectView} that run code and ask about engines.
 *
 * <pre>{@code
 * ResultList results = client.execute("a = id * 10; println a");
 * List<Integer> doubled = client.apply(engine -> 2 * engine.get("a", Integer.class));
 * System.out.println(client.queueStatus());
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public abstract sealed class ExecutionView implements MultiEngine permits DataView {

  /**
   * How the calls of a view are made.
   *
   * @param onError what becomes of waiting calls when one fails
   * @param timeout how long a call may take, or null
   */
  record Options(OnError onError, @Nullable Duration timeout) {

    static final Options DEFAULT = new Options(OnError.CLEAR_QUEUE, null);

    CallOptions toCall(boolean live) {
      return new CallOptions(onError == OnError.CONTINUE, live, timeout);
    }
  }

  private final Session session;
  private final Options options;

  ExecutionView(Session session, Options options) {
    this.session = session;
    this.options = options;
  }

  /** Returns the engines that calls on this view go to. */
  public abstract Targets targets();

  final Session session() {
    return session;
  }

  final Options options() {
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
  public ResultList execute(String code) {
    return await(executeAsync(code));
  }

  /** Runs a text on the engines, without waiting; see {@link MultiEngine#execute}. */
  public PendingResult<ResultList> executeAsync(String code) {
    return submit("execute", new Request.Execute(code), records("execute"));
  }

  private Function<List<EngineOutcome>, ResultList> records(String method) {
    return outcomes ->
        new ResultList(session.answers().read(method, outcomes, session.answers()::record));
  }

  /**
   * Runs a file on the engines. It is read and parsed here; its whole text is one command.
   *
   * @throws UncheckedIOException bare, if the file cannot be read
   * @throws SyntaxError bare, if it cannot be parsed; nothing has been sent then
   */
  public ResultList run(Path file) {
    return await(runAsync(file));
  }

  /** Runs a file on the engines, without waiting; see {@link #run}. */
  public PendingResult<ResultList> runAsync(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + reason(e), e);
    }
    try {
      Languages.named(session.language()).check(text, file.toString());
    } catch (ScriptError e) {
      throw new SyntaxError(file + ": " + e.errorMessage(), e);
    }
    return executeAsync(text);
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException
        ? "there is no such file"
        : String.valueOf(e.getMessage());
  }

  /**
   * Runs a function on the engines, which sees the namespace of each. Its classes go with it.
   *
   * @throws org.multiengine.core.error.SerializationError bare, if something it captures cannot be
   *     sent
   */
  public <R extends @Nullable Object> List<R> apply(RemoteCallable<? extends R> function) {
    return await(applyAsync(function));
  }

  /** Runs a function on the engines, without waiting; see {@link #apply(RemoteCallable)}. */
  public <R extends @Nullable Object> PendingResult<List<R>> applyAsync(
      RemoteCallable<? extends R> function) {
    return applyObject(function);
  }

  /** Runs a function on the engines that needs nothing of them. */
  public <R extends @Nullable Object> List<R> apply(RemoteSupplier<? extends R> function) {
    return await(applyAsync(function));
  }

  /** Runs a function on the engines that needs nothing of them, without waiting. */
  public <R extends @Nullable Object> PendingResult<List<R>> applyAsync(
      RemoteSupplier<? extends R> function) {
    return applyObject(function);
  }

  @SuppressWarnings("unchecked") // the function says what it returns
  private <R extends @Nullable Object> PendingResult<List<R>> applyObject(Object function) {
    ClientValues.Outbound sent = session.values().encodeFunction(function);
    var request =
        new Request.Apply(new CodedValue(sent.bytes(), sent.code()), FunctionLabel.of(function));
    return submit(
        "apply",
        request,
        outcomes ->
            session
                .answers()
                .read(
                    "apply",
                    outcomes,
                    outcome -> (R) session.answers().value(outcome, sent.loader())));
  }

  @Override
  public List<List<String>> keys() {
    return await(keysAsync());
  }

  /** Returns the names defined on each engine, without waiting. */
  public PendingResult<List<List<String>>> keysAsync() {
    return submit("keys", new Question.Keys(), reading("keys", session.answers()::names));
  }

  /**
   * Returns what each engine offers in place of the last word of a text that is being typed: names,
   * or members of what stands before a dot. Nothing of it is run; answered at once, also while a
   * script runs.
   *
   * @param typed the text up to the cursor
   */
  public List<List<String>> complete(String typed) {
    return await(completeAsync(typed));
  }

  /** Returns what each engine offers for a text that is being typed, without waiting. */
  public PendingResult<List<List<String>>> completeAsync(String typed) {
    return submit(
        "complete", new Question.Complete(typed), reading("complete", session.answers()::names));
  }

  @Override
  public void reset() {
    await(resetAsync());
  }

  /** Drops what waits, and empties namespaces and histories, without waiting. */
  public PendingResult<@Nullable Void> resetAsync() {
    return submit("reset", new Request.Reset(), done("reset"));
  }

  @Override
  public ResultList getResult() {
    return await(getResultAsync());
  }

  /** Returns the record of each engine's last successful command, without waiting. */
  public PendingResult<ResultList> getResultAsync() {
    return submit("get_result", new Question.GetResult(null), records("get_result"));
  }

  @Override
  public ResultList getResult(int number) {
    return await(getResultAsync(number));
  }

  /** Returns the record of one command of each engine, without waiting. */
  public PendingResult<ResultList> getResultAsync(int number) {
    return submit("get_result", new Question.GetResult(number), records("get_result"));
  }

  @Override
  public QueueStatusList queueStatus() {
    return await(queueStatusAsync());
  }

  /** Returns what each engine runs and what waits there, without waiting. */
  public PendingResult<QueueStatusList> queueStatusAsync() {
    String method = "queue_status";
    return submit(
        method,
        new Question.Status(),
        reading(method, session.answers()::status).andThen(QueueStatusList::new));
  }

  /**
   * Returns what is known of the engines of this view, in the order of its targets: where each is,
   * its process and memory, what it runs and since when. Answered at once, also by an engine that
   * is running something. One that ends while it is asked is told of as lost, one that does not
   * answer within {@code multiengine.client.info-wait}, or the view's own timeout, as silent.
   */
  public EngineInfoList engines() {
    return await(enginesAsync());
  }

  /** Returns what is known of the engines of this view, without waiting; see {@link #engines()}. */
  public PendingResult<EngineInfoList> enginesAsync() {
    return callRoll(targets(), rollCall()::asked);
  }

  final RollCall rollCall() {
    return new RollCall(session.directory()::known);
  }

  final PendingResult<EngineInfoList> callRoll(
      Targets asked, Function<List<EngineOutcome>, EngineInfoList> reader) {
    Duration limit = options.timeout() == null ? session.infoWait() : options.timeout();
    return session.submit(
        new Call<>(
            "engine_info",
            asked,
            List.of(new Question.Info()),
            new CallOptions(false, false, limit),
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
    return submit("clear_queue", new Question.ClearQueue(), done("clear_queue"));
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
    return submit("kill", new Request.Kill(), done("kill"));
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

  final Function<List<EngineOutcome>, @Nullable Void> done(String method) {
    return outcomes -> {
      session.answers().read(method, outcomes, Outcome.class::cast);
      return null;
    };
  }

  /** Returns a reader of one value an engine. */
  final <T extends @Nullable Object> Function<List<EngineOutcome>, List<T>> reading(
      String method, Function<Outcome, T> reader) {
    return outcomes -> session.answers().read(method, outcomes, reader);
  }

  final <T extends @Nullable Object> PendingResult<T> submit(
      String method, Request request, Function<List<EngineOutcome>, T> reader) {
    return session.submit(
        new Call<>(method, targets(), List.of(request), options.toCall(false), 0, reader));
  }

  /**
   * Waits for a result.
   *
   * @throws CompositeError if an engine failed
   * @throws KernelError if this thread is interrupted; the call goes on
   */
  static <T extends @Nullable Object> T await(PendingResult<T> pending) {
    try {
      return pending.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelError("interrupted while waiting for " + pending + "; the call goes on", e);
    }
  }
}

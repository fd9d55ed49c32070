package org.multiengine.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.CallObserver.EngineOutcome;
import org.multiengine.core.CompositeError;
import org.multiengine.core.EncodedValue;
import org.multiengine.core.EngineId;
import org.multiengine.core.KernelError;
import org.multiengine.core.MultiEngine;
import org.multiengine.core.Outcome;
import org.multiengine.core.QueueStatus;
import org.multiengine.core.Request;
import org.multiengine.core.ResultList;
import org.multiengine.core.Targets;

/**
 * Calls bound to targets. Each method has two forms: the plain name waits for the engines, the one
 * that ends in {@code Async} returns a {@link PendingResult} at once.
 *
 * <pre>{@code
 * DirectView even = client.engines(0, 2);
 * even.execute("c = a + b");
 * PendingResult<ResultList> pending = even.executeAsync("sleep 10000");
 * }</pre>
 *
 * <p>The pending form raises what concerns targets, such as an engine that is not registered, from
 * the pending result; only a value that cannot be sent is raised by the call itself.
 *
 * <p>Safe for use by several threads.
 */
public sealed class DirectView implements MultiEngine permits MultiEngineClient {

  private final Session session;
  private final Targets targets;
  private final OnError onError;

  DirectView(Session session, Targets targets, OnError onError) {
    this.session = session;
    this.targets = targets;
    this.onError = onError;
  }

  /** Returns the engines that calls on this view go to. */
  public Targets targets() {
    return targets;
  }

  /**
   * Returns a view of the same targets that does this when a call fails: its own later calls that
   * wait on the engine are dropped, or run.
   */
  public DirectView onError(OnError action) {
    return new DirectView(session, targets(), action);
  }

  final Session session() {
    return session;
  }

  @Override
  public List<Integer> ids() {
    return session.directory().ids().stream().map(EngineId::value).toList();
  }

  @Override
  public int size() {
    return session.directory().ids().size();
  }

  @Override
  public ResultList execute(String code) {
    return await(executeAsync(code));
  }

  /** Runs a text on the engines, without waiting; see {@link MultiEngine#execute}. */
  public PendingResult<ResultList> executeAsync(String code) {
    return submit(new Request.Execute(code), this::records);
  }

  private ResultList records(List<EngineOutcome> outcomes) {
    return new ResultList(read("execute", outcomes, session.answers()::record));
  }

  @Override
  public void push(Map<String, ?> values) {
    await(pushAsync(values));
  }

  /**
   * Copies values into the namespaces, without waiting; see {@link MultiEngine#push}. The values
   * are read before this returns, so they may be changed afterwards.
   *
   * @throws org.multiengine.core.SerializationError if a value cannot be sent
   */
  public PendingResult<@Nullable Void> pushAsync(Map<String, ?> values) {
    Map<String, EncodedValue> encoded = new LinkedHashMap<>();
    values.forEach((name, value) -> encoded.put(name, session.codec().encode(value)));
    return submit(new Request.Push(encoded), outcomes -> done("push", outcomes));
  }

  private @Nullable Void done(String method, List<EngineOutcome> outcomes) {
    read(method, outcomes, Outcome.class::cast);
    return null;
  }

  @Override
  public List<@Nullable Object> pull(String name) {
    return await(pullAsync(name));
  }

  /** Copies the value of a name from each engine, without waiting. */
  public PendingResult<List<@Nullable Object>> pullAsync(String name) {
    return submit(
        new Request.Pull(List.of(name)),
        outcomes -> {
          List<@Nullable Object> values = new ArrayList<>();
          values("pull", outcomes).forEach(ofEngine -> values.add(ofEngine.get(0)));
          return values;
        });
  }

  @Override
  public List<List<@Nullable Object>> pull(List<String> names) {
    return await(pullAsync(names));
  }

  /** Copies the values of several names from each engine, without waiting. */
  public PendingResult<List<List<@Nullable Object>>> pullAsync(List<String> names) {
    return submit(new Request.Pull(List.copyOf(names)), outcomes -> values("pull", outcomes));
  }

  @Override
  public List<List<@Nullable Object>> zipPull(List<String> names) {
    return await(zipPullAsync(names));
  }

  /** Copies the values of several names, a list for each name, without waiting. */
  public PendingResult<List<List<@Nullable Object>>> zipPullAsync(List<String> names) {
    List<String> copy = List.copyOf(names);
    return submit(
        new Request.Pull(copy), outcomes -> columns(values("pull", outcomes), copy.size()));
  }

  private static List<List<@Nullable Object>> columns(
      List<List<@Nullable Object>> rows, int width) {
    List<List<@Nullable Object>> columns = new ArrayList<>();
    IntStream.range(0, width).forEach(i -> columns.add(column(rows, i)));
    return columns;
  }

  private static List<@Nullable Object> column(List<List<@Nullable Object>> rows, int index) {
    List<@Nullable Object> column = new ArrayList<>();
    rows.forEach(row -> column.add(row.get(index)));
    return column;
  }

  private List<List<@Nullable Object>> values(String method, List<EngineOutcome> outcomes) {
    return read(method, outcomes, session.answers()::values);
  }

  @Override
  public List<List<String>> keys() {
    return await(keysAsync());
  }

  /** Returns the names defined on each engine, without waiting. */
  public PendingResult<List<List<String>>> keysAsync() {
    return submit(new Request.Keys(), outcomes -> read("keys", outcomes, session.answers()::names));
  }

  @Override
  public void reset() {
    await(resetAsync());
  }

  /** Drops what waits, and empties namespaces and histories, without waiting. */
  public PendingResult<@Nullable Void> resetAsync() {
    return submit(new Request.Reset(), outcomes -> done("reset", outcomes));
  }

  @Override
  public ResultList getResult() {
    return await(getResultAsync());
  }

  /** Returns the record of each engine's last successful command, without waiting. */
  public PendingResult<ResultList> getResultAsync() {
    return submit(new Request.GetResult(null), this::keptRecords);
  }

  @Override
  public ResultList getResult(int number) {
    return await(getResultAsync(number));
  }

  /** Returns the record of one command of each engine, without waiting. */
  public PendingResult<ResultList> getResultAsync(int number) {
    return submit(new Request.GetResult(number), this::keptRecords);
  }

  private ResultList keptRecords(List<EngineOutcome> outcomes) {
    return new ResultList(read("get_result", outcomes, session.answers()::record));
  }

  @Override
  public List<QueueStatus> queueStatus() {
    return await(queueStatusAsync());
  }

  /** Returns what each engine runs and what waits there, without waiting. */
  public PendingResult<List<QueueStatus>> queueStatusAsync() {
    return submit(
        new Request.Status(),
        outcomes -> read("queue_status", outcomes, session.answers()::status));
  }

  private <T> PendingResult<T> submit(Request request, Function<List<EngineOutcome>, T> reader) {
    return session.submit(targets(), request, onError == OnError.CONTINUE, reader);
  }

  /** Reads the outcomes, or throws the {@link CompositeError} of those that failed. */
  private <T> List<T> read(
      String method, List<EngineOutcome> outcomes, Function<Outcome, T> reader) {
    return session.answers().read(method, outcomes, reader);
  }

  static <T> T await(PendingResult<T> pending) {
    try {
      return pending.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelError("interrupted while waiting for " + pending + "; the call goes on", e);
    }
  }
}

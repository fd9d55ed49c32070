package org.multiengine.client;

import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.call.Session;
import org.multiengine.client.internal.value.ClientValues;
import org.multiengine.client.internal.value.FunctionLabel;
import org.multiengine.client.internal.value.ScriptFile;
import org.multiengine.core.MultiEngine;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.SyntaxError;
import org.multiengine.core.function.RemoteCallable;
import org.multiengine.core.function.RemoteSupplier;
import org.multiengine.core.namespace.Language;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;

/**
 * The calls of a {@link DirectView} that run code, and look at what it left behind.
 *
 * <pre>{@code
 * ResultList results = client.execute("a = id * 10; println a");
 * List<Integer> doubled = client.apply(engine -> 2 * engine.get("a", Integer.class));
 * System.out.println(client.keys());
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public abstract sealed class ExecutionView extends EngineView permits DataView {

  ExecutionView(Session session, ViewOptions options) {
    super(session, options);
  }

  @Override
  public ResultList execute(String code) {
    return await(executeAsync(code));
  }

  /** Runs a text on the engines, without waiting; see {@link MultiEngine#execute}. */
  public PendingResult<ResultList> executeAsync(String code) {
    return records(new Request.Execute(code));
  }

  private PendingResult<ResultList> records(Request request) {
    return submit(request, session().outcomes()::record, ResultList::new);
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
    return runAsync(file, StandardCharsets.UTF_8);
  }

  /**
   * Runs a file on the engines, without waiting; see {@link #run}.
   *
   * @param charset the character set of the file
   * @throws UncheckedIOException if the file cannot be read
   * @throws SyntaxError if the file cannot be parsed; nothing is sent then
   */
  public PendingResult<ResultList> runAsync(Path file, Charset charset) {
    String text = ScriptFile.read(file, charset);
    try {
      text = checker().toRun(text, file.toString());
    } catch (ScriptError e) {
      throw new SyntaxError(file + ": " + e.errorMessage(), e);
    }
    return executeAsync(text);
  }

  /** Returns the language that checks a text: that of the engines if they have the same one. */
  private Language checker() {
    SortedSet<String> languages = languages();
    return Languages.installed().stream()
        .filter(language -> languages.size() == 1 && language.name().equals(languages.first()))
        .findFirst()
        .orElseGet(() -> Languages.named(session().language()));
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

  @SuppressWarnings("unchecked") // the function's type determines what it returns
  private <R extends @Nullable Object> PendingResult<List<R>> applyObject(Object function) {
    ClientValues.Outbound sent = session().values().encodeFunction(function);
    var request = new Request.Apply(sent.coded(), FunctionLabel.of(function));
    return submit(request, outcome -> (R) session().outcomes().value(outcome, sent.loader()));
  }

  @Override
  public List<List<String>> keys() {
    return await(keysAsync());
  }

  /** Returns the names defined on each engine, without waiting. */
  public PendingResult<List<List<String>>> keysAsync() {
    return submit(new Question.Keys(), session().outcomes()::names);
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
    return submit(new Question.Complete(typed), session().outcomes()::names);
  }

  @Override
  public void reset() {
    await(resetAsync());
  }

  /** Drops what waits, and empties namespaces and histories, without waiting. */
  public PendingResult<@Nullable Void> resetAsync() {
    return submit(new Request.Reset());
  }

  @Override
  public ResultList getResult() {
    return await(getResultAsync());
  }

  /** Returns the record of each engine's last successful command, without waiting. */
  public PendingResult<ResultList> getResultAsync() {
    return records(new Question.GetResult(null));
  }

  @Override
  public ResultList getResult(int number) {
    return await(getResultAsync(number));
  }

  /** Returns the record of one command of each engine, without waiting. */
  public PendingResult<ResultList> getResultAsync(int number) {
    return records(new Question.GetResult(number));
  }
}

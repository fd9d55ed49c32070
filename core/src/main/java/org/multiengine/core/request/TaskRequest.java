package org.multiengine.core.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The work of a task: one request that some engine runs as a whole. Unlike the other requests of a
 * client, a task is not bound to those before it on its engine.
 */
public sealed interface TaskRequest extends Request.Queued {

  /**
   * When the engine is emptied for a task, as by {@link Request.Reset}.
   *
   * @param before whether it is emptied before the task
   * @param after whether it is emptied after the task, also if the task fails
   */
  record Clearing(boolean before, boolean after) {

    /** The engine is not emptied. */
    public static final Clearing NONE = new Clearing(false, false);
  }

  @Override
  default boolean isNumbered() {
    return true;
  }

  /** Returns when the engine is emptied. */
  default Clearing clearing() {
    return Clearing.NONE;
  }

  @Override
  TaskRequest mapValues(UnaryOperator<EncodedValue> change);

  @Override
  default <R, X extends Exception> R accept(QueuedVisitor<R, X> visitor) throws X {
    return visitor.task(this);
  }

  /** Calls the method of a visitor for the kind of work. */
  <R, X extends Exception> R acceptTask(Visitor<R, X> visitor) throws X;

  /**
   * Handles each kind of work.
   *
   * @param <R> what the methods return
   * @param <X> what the methods throw
   */
  interface Visitor<R, X extends Exception> {

    /** Handles a call of a function. */
    R call(Call call) throws X;

    /** Handles a text with values to bind and names to return. */
    R script(Script script) throws X;

    /** Handles a run of the elements of a map. */
    R piece(Piece piece) throws X;

    /** Handles work that only some engines accept. */
    R conditional(Conditional conditional) throws X;
  }

  /**
   * Calls a function. The outcome is {@link Outcome.Returned}.
   *
   * @param function the function, or a text that is an expression for one. A RemoteCallable is
   *     called with the engine's scope, every other function with the arguments
   * @param arguments the arguments
   * @param label the name of the function in texts for users
   * @param capture whether the outcome includes the output
   * @param clearing when the engine is emptied
   */
  record Call(
      CodedValue function,
      List<EncodedValue> arguments,
      String label,
      boolean capture,
      Clearing clearing)
      implements TaskRequest {

    /** Copies the arguments. */
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String method() {
      return "task";
    }

    @Override
    public String text() {
      return "task(" + label + ")";
    }

    @Override
    public long size() {
      return function.size() + arguments.stream().mapToLong(EncodedValue::size).sum();
    }

    @Override
    public Call mapValues(UnaryOperator<EncodedValue> change) {
      CodedValue changed = function.map(change);
      return new Call(changed, arguments.stream().map(change).toList(), label, capture, clearing);
    }

    @Override
    public <R, X extends Exception> R acceptTask(Visitor<R, X> visitor) throws X {
      return visitor.call(this);
    }
  }

  /**
   * Binds names, runs a text, and returns the values of names, as one request. The outcome is
   * {@link Outcome.Pulled}.
   *
   * @param code the text
   * @param pushed the values to bind before, by name
   * @param pulled the names whose values are returned
   * @param clearing when the engine is emptied
   */
  record Script(String code, Map<String, CodedValue> pushed, List<String> pulled, Clearing clearing)
      implements TaskRequest {

    /** Checks the text and the names, and copies the names to return. */
    public Script {
      Objects.requireNonNull(code, "code");
      pushed.keySet().forEach(name -> Objects.requireNonNull(name, "name"));
      pulled = List.copyOf(pulled);
    }

    @Override
    public String method() {
      return "execute";
    }

    @Override
    public String text() {
      return "task('" + code + "')";
    }

    @Override
    public long size() {
      long ofPushed =
          pushed.entrySet().stream()
              .mapToLong(value -> 2L * value.getKey().length() + value.getValue().size())
              .sum();
      return 2L * code.length() + ofPushed + pulled.stream().mapToLong(n -> 2L * n.length()).sum();
    }

    @Override
    public Script mapValues(UnaryOperator<EncodedValue> change) {
      Map<String, CodedValue> changed = new LinkedHashMap<>();
      pushed.forEach((name, value) -> changed.put(name, value.map(change)));
      return new Script(code, changed, pulled, clearing);
    }

    @Override
    public <R, X extends Exception> R acceptTask(Visitor<R, X> visitor) throws X {
      return visitor.script(this);
    }
  }

  /**
   * Applies a function to a run of the elements of one or more sequences. While it runs, it can be
   * cut: it then stops before an element that it has not begun. The outcome is {@link
   * Outcome.Mapped}.
   *
   * @param function the function, or a text that is an expression for one
   * @param parts the run of each sequence, all of one length
   * @param first the index of the first element in the whole sequence
   * @param keepGoing whether the elements behind a failed one run; otherwise the piece fails
   * @param label the name of the function in texts for users
   */
  record Piece(
      CodedValue function, List<EncodedValue> parts, int first, boolean keepGoing, String label)
      implements TaskRequest {

    /** Copies the parts. */
    public Piece {
      parts = List.copyOf(parts);
    }

    @Override
    public String method() {
      return "map";
    }

    @Override
    public String text() {
      return "map(" + label + ")";
    }

    @Override
    public long size() {
      return function.size() + parts.stream().mapToLong(EncodedValue::size).sum();
    }

    @Override
    public Piece mapValues(UnaryOperator<EncodedValue> change) {
      CodedValue changed = function.map(change);
      return new Piece(changed, parts.stream().map(change).toList(), first, keepGoing, label);
    }

    @Override
    public <R, X extends Exception> R acceptTask(Visitor<R, X> visitor) throws X {
      return visitor.piece(this);
    }
  }

  /**
   * Runs work only on an engine whose properties a function accepts. Otherwise the engine rejects
   * it with a TaskRejectError.
   *
   * @param condition a RemoteFunction of the properties, a dictionary, that returns a Boolean
   * @param work the work
   */
  record Conditional(CodedValue condition, TaskRequest work) implements TaskRequest {

    @Override
    public String method() {
      return work.method();
    }

    @Override
    public String text() {
      return work.text();
    }

    @Override
    public Clearing clearing() {
      return work.clearing();
    }

    @Override
    public long size() {
      return condition.size() + work.size();
    }

    @Override
    public Conditional mapValues(UnaryOperator<EncodedValue> change) {
      return new Conditional(condition.map(change), work.mapValues(change));
    }

    @Override
    public <R, X extends Exception> R acceptTask(Visitor<R, X> visitor) throws X {
      return visitor.conditional(this);
    }
  }
}

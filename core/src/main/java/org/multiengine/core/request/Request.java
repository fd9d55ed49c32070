package org.multiengine.core.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One thing that a client asks of an engine. IPython calls it a command of the queue (reference,
 * 3). Values travel encoded. The engine decodes them when the request's turn comes.
 */
public sealed interface Request {

  /** Returns IPython's name of the method, as printed in errors. */
  String method();

  /** Returns the request as a queue's status shows it, for example {@code execute('a = 1')}. */
  default String text() {
    return method() + "()";
  }

  /**
   * Returns about how many bytes the request holds, two for each character of a text. The limits of
   * queues count these bytes.
   */
  default long size() {
    return 0;
  }

  /**
   * Returns the same request with each value in it replaced, in an order that is always the same.
   */
  default Request mapValues(UnaryOperator<EncodedValue> change) {
    return this;
  }

  /** Calls the method of a visitor for the kind of request. */
  <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X;

  /**
   * Handles each kind of request.
   *
   * @param <R> what the methods return
   * @param <X> what the methods throw
   */
  interface Visitor<R, X extends Exception> {

    /** Handles a request that waits for its turn. */
    R queued(Queued request) throws X;

    /** Handles a request that the engine answers at once. */
    R question(Question request) throws X;

    /** Handles a request to remove the engine. */
    R kill(Kill request) throws X;
  }

  /** A request that waits in the engine's queue for its turn. */
  sealed interface Queued extends Request
      permits Execute,
          Push,
          Pull,
          Apply,
          MapPart,
          FindFunction,
          PropertiesRequest,
          Reset,
          TaskRequest {

    /** Returns whether the request takes a number and leaves a record in the history. */
    default boolean isNumbered() {
      return false;
    }

    @Override
    default Queued mapValues(UnaryOperator<EncodedValue> change) {
      return this;
    }

    @Override
    default <R, X extends Exception> R accept(Request.Visitor<R, X> visitor) throws X {
      return visitor.queued(this);
    }

    /** Calls the method of a visitor for the kind of request. */
    <R, X extends Exception> R accept(QueuedVisitor<R, X> visitor) throws X;
  }

  /** A request that passes the engine's queue. */
  sealed interface Immediate extends Request permits Question, Kill {}

  /** Runs a text on the namespace. */
  record Execute(String code) implements Queued {

    /** Checks that there is a text. */
    public Execute {
      Objects.requireNonNull(code, "code");
    }

    @Override
    public boolean isNumbered() {
      return true;
    }

    @Override
    public String method() {
      return "execute";
    }

    @Override
    public String text() {
      return "execute('" + code + "')";
    }

    @Override
    public long size() {
      return 2L * code.length();
    }

    @Override
    public <R, X extends Exception> R accept(QueuedVisitor<R, X> visitor) throws X {
      return visitor.execute(this);
    }
  }

  /**
   * Binds names to values; all of them, or none if one cannot be decoded.
   *
   * @param values the values by name
   * @param functions whether the values are functions, which then see the engine's names
   */
  record Push(Map<String, CodedValue> values, boolean functions) implements Queued {

    /** Checks the names. */
    public Push {
      values.keySet().forEach(name -> Objects.requireNonNull(name, "name"));
    }

    @Override
    public String method() {
      return functions ? "push_function" : "push";
    }

    @Override
    public String text() {
      return method() + "(" + String.join(", ", values.keySet()) + ")";
    }

    @Override
    public long size() {
      return values.entrySet().stream()
          .mapToLong(value -> 2L * value.getKey().length() + value.getValue().size())
          .sum();
    }

    @Override
    public Queued mapValues(UnaryOperator<EncodedValue> change) {
      Map<String, CodedValue> changed = new LinkedHashMap<>();
      values.forEach((name, value) -> changed.put(name, value.map(change)));
      return new Push(changed, functions);
    }

    @Override
    public <R, X extends Exception> R accept(QueuedVisitor<R, X> visitor) throws X {
      return visitor.push(this);
    }
  }

  /** Asks for the values of names; all of them, or an error if one is missing. */
  record Pull(List<String> names) implements Queued {
    @Override
    public String method() {
      return "pull";
    }

    @Override
    public String text() {
      return names.stream().collect(Collectors.joining("', '", "pull('", "')"));
    }

    @Override
    public long size() {
      return names.stream().mapToLong(name -> 2L * name.length()).sum();
    }

    @Override
    public <R, X extends Exception> R accept(QueuedVisitor<R, X> visitor) throws X {
      return visitor.pull(this);
    }
  }

  /**
   * Runs a function of the client on the engine.
   *
   * @param function a RemoteCallable or a RemoteSupplier
   * @param label the name of the function in texts for users
   */
  record Apply(CodedValue function, String label) implements Queued {
    @Override
    public String method() {
      return "apply";
    }

    @Override
    public String text() {
      return "apply(" + label + ")";
    }

    @Override
    public long size() {
      return function.size();
    }

    @Override
    public Queued mapValues(UnaryOperator<EncodedValue> change) {
      return new Apply(function.map(change), label);
    }

    @Override
    public boolean isNumbered() {
      return true;
    }

    @Override
    public <R, X extends Exception> R accept(QueuedVisitor<R, X> visitor) throws X {
      return visitor.apply(this);
    }
  }

  /**
   * Applies a function to each element of the engine's part of one or more sequences.
   *
   * @param function the function, or a text that is an expression for one
   * @param parts the engine's part of each sequence, all of one length
   * @param first the place of the first element in the whole sequence
   * @param step the distance of two elements there
   * @param label the name of the function in texts for users
   */
  record MapPart(CodedValue function, List<EncodedValue> parts, int first, int step, String label)
      implements Queued {
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
    public Queued mapValues(UnaryOperator<EncodedValue> change) {
      CodedValue changed = function.map(change);
      return new MapPart(changed, parts.stream().map(change).toList(), first, step, label);
    }

    @Override
    public boolean isNumbered() {
      return true;
    }

    @Override
    public <R, X extends Exception> R accept(QueuedVisitor<R, X> visitor) throws X {
      return visitor.map(this);
    }
  }

  /**
   * Looks for the function that an expression names or creates. The request fails if there is none.
   * The function stays on the engine.
   *
   * @param expression the expression, in the engine's language
   */
  record FindFunction(String expression) implements Queued {

    /** Checks that there is a text. */
    public FindFunction {
      Objects.requireNonNull(expression, "expression");
    }

    @Override
    public String method() {
      return "pull_function";
    }

    @Override
    public String text() {
      return "pull_function('" + expression + "')";
    }

    @Override
    public long size() {
      return 2L * expression.length();
    }

    @Override
    public <R, X extends Exception> R accept(QueuedVisitor<R, X> visitor) throws X {
      return visitor.findFunction(this);
    }
  }

  /** Removes the engine for good, whatever it is doing (reference, 8.3). */
  record Kill() implements Immediate {
    @Override
    public String method() {
      return "kill";
    }

    @Override
    public <R, X extends Exception> R accept(Request.Visitor<R, X> visitor) throws X {
      return visitor.kill(this);
    }
  }

  /**
   * Empties the namespace, the history and the queue, and restarts numbering at 1 (reference, 7.5).
   */
  record Reset() implements Queued {
    @Override
    public String method() {
      return "reset";
    }

    @Override
    public <R, X extends Exception> R accept(QueuedVisitor<R, X> visitor) throws X {
      return visitor.reset(this);
    }
  }
}

package org.multiengine.core.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing asked of an engine. What IPython calls a command of the queue (reference, 3).
 *
 * <p>Values travel encoded; an engine decodes them when the request's turn comes.
 */
public sealed interface Request {

  /** Returns IPython's name of the method, as printed in errors. */
  String method();

  /** Returns the request as a queue's status shows it, for example {@code execute('a = 1')}. */
  default String text() {
    return method() + "()";
  }

  /** Returns about how many bytes the request holds; what limits count. */
  default long size() {
    return 0;
  }

  /**
   * Returns the same request with each value in it replaced, in an order that is always the same.
   */
  default Request mapValues(UnaryOperator<EncodedValue> change) {
    return this;
  }

  /**
   * Tells whether the engine answers at once, beside what it is running, instead of queueing the
   * request.
   */
  default boolean immediate() {
    return false;
  }

  /** Tells whether the request takes a number and leaves a record in the history. */
  default boolean isNumbered() {
    return false;
  }

  /** Runs a text on the namespace. */
  record Execute(String code) implements Request {

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
  }

  /**
   * Binds names to values; all of them, or none if one cannot be decoded.
   *
   * @param values the values by name
   * @param functions whether they are functions, which then see the engine's names
   * @param codes names the client's classes, for each value that needs any
   */
  record Push(Map<String, EncodedValue> values, boolean functions, Map<String, String> codes)
      implements Request {

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
    public Request mapValues(UnaryOperator<EncodedValue> change) {
      Map<String, EncodedValue> changed = new LinkedHashMap<>();
      values.forEach((name, value) -> changed.put(name, change.apply(value)));
      return new Push(changed, functions, codes);
    }
  }

  /** Asks for the values of names; all of them, or an error if one is missing. */
  record Pull(List<String> names) implements Request {
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
  }

  /**
   * Runs a function of the client on the engine.
   *
   * @param function a RemoteCallable or a RemoteSupplier
   * @param label what the function is called for people
   * @param code names the client's classes
   */
  record Apply(EncodedValue function, String label, String code) implements Request {
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
    public Request mapValues(UnaryOperator<EncodedValue> change) {
      return new Apply(change.apply(function), label, code);
    }

    @Override
    public boolean isNumbered() {
      return true;
    }
  }

  /**
   * Applies a function to each element of the engine's part of one or more sequences.
   *
   * @param function the function, or a text that is an expression for one
   * @param parts the engine's part of each sequence, all of one length
   * @param first the place of the first element in the whole sequence
   * @param step the distance of two elements there
   * @param label what the function is called for people
   * @param code names the client's classes
   */
  record MapPart(
      EncodedValue function,
      List<EncodedValue> parts,
      int first,
      int step,
      String label,
      String code)
      implements Request {
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
    public Request mapValues(UnaryOperator<EncodedValue> change) {
      EncodedValue changed = change.apply(function);
      return new MapPart(changed, parts.stream().map(change).toList(), first, step, label, code);
    }

    @Override
    public boolean isNumbered() {
      return true;
    }
  }

  /**
   * Looks for the function that an expression names or makes; an error if there is none. The
   * function stays where it is.
   *
   * @param expression the expression, in the engine's language
   */
  record FindFunction(String expression) implements Request {

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
  }

  /** Asks for the names that are defined now, also while a script runs. */
  record Keys() implements Request {
    @Override
    public String method() {
      return "keys";
    }

    @Override
    public boolean immediate() {
      return true;
    }
  }

  /**
   * Asks what can stand in place of the last word of a text that is being typed; nothing of it is
   * run.
   *
   * @param typed the text up to the cursor
   */
  record Complete(String typed) implements Request {

    /** Checks that there is a text. */
    public Complete {
      Objects.requireNonNull(typed, "typed");
    }

    @Override
    public String method() {
      return "complete";
    }

    @Override
    public boolean immediate() {
      return true;
    }

    @Override
    public long size() {
      return 2L * typed.length();
    }
  }

  /** Drops all that waits on the engine; the running request goes on (reference, 7.3). */
  record ClearQueue() implements Request {
    @Override
    public String method() {
      return "clear_queue";
    }

    @Override
    public boolean immediate() {
      return true;
    }
  }

  /** Removes the engine for good, whatever it is doing (reference, 8.3). */
  record Kill() implements Request {
    @Override
    public String method() {
      return "kill";
    }

    @Override
    public boolean immediate() {
      return true;
    }
  }

  /**
   * Asks for, or changes, the engine's properties, a small dictionary beside its namespace
   * (reference, 9.4).
   *
   * @param action what to do
   * @param keys the keys concerned; null for all of them
   * @param values the values to set, in the order of the keys
   */
  record Properties(Action action, @Nullable List<String> keys, List<EncodedValue> values)
      implements Request {

    /** What can be done with properties. */
    public enum Action {
      /** Sets values. */
      SET,
      /** Returns values. */
      GET,
      /** Tells which keys are there. */
      HAS,
      /** Removes keys. */
      DEL,
      /** Removes all. */
      CLEAR
    }

    /** Copies the keys. */
    public Properties {
      keys = keys == null ? null : List.copyOf(keys);
    }

    @Override
    public String method() {
      return action.name().toLowerCase(Locale.ROOT) + "_properties";
    }

    @Override
    public String text() {
      return method() + "(" + (keys == null ? "" : String.join(", ", keys)) + ")";
    }

    @Override
    public long size() {
      long ofKeys = keys == null ? 0 : keys.stream().mapToLong(key -> 2L * key.length()).sum();
      return ofKeys + values.stream().mapToLong(EncodedValue::size).sum();
    }

    @Override
    public Request mapValues(UnaryOperator<EncodedValue> change) {
      return new Properties(action, keys, values.stream().map(change).toList());
    }
  }

  /** Empties namespace and history and starts numbering at 1; drops what waits (reference, 7.5). */
  record Reset() implements Request {
    @Override
    public String method() {
      return "reset";
    }
  }

  /**
   * Asks for the record of a command, or of the latest successful one (reference, 7.4).
   *
   * @param number the command's number, or null for the latest
   */
  record GetResult(@Nullable Integer number) implements Request {
    @Override
    public String method() {
      return "get_result";
    }

    @Override
    public String text() {
      return "get_result(" + (number == null ? "" : number) + ")";
    }

    @Override
    public boolean immediate() {
      return true;
    }
  }

  /** Asks what runs and what waits. */
  record Status() implements Request {
    @Override
    public String method() {
      return "queue_status";
    }

    @Override
    public boolean immediate() {
      return true;
    }
  }

  /** Asks the engine to tell about itself. */
  record Info() implements Request {
    @Override
    public String method() {
      return "engine_info";
    }

    @Override
    public boolean immediate() {
      return true;
    }
  }
}

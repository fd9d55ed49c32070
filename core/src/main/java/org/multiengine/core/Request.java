package org.multiengine.core;

import java.util.List;
import java.util.Map;
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
  String text();

  /** Returns about how many bytes the request holds; what limits count. */
  long size();

  /**
   * Tells whether the engine answers at once, beside what it is running, instead of queueing the
   * request.
   */
  default boolean immediate() {
    return false;
  }

  /** Runs a text on the namespace. */
  record Execute(String code) implements Request {
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

  /** Binds names to values; all of them, or none if one cannot be decoded. */
  record Push(Map<String, EncodedValue> values) implements Request {
    @Override
    public String method() {
      return "push";
    }

    @Override
    public String text() {
      return "push(" + values.keySet() + ")";
    }

    @Override
    public long size() {
      return values.entrySet().stream()
          .mapToLong(value -> 2L * value.getKey().length() + value.getValue().size())
          .sum();
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

  /** Asks for the names that are defined now, also while a script runs. */
  record Keys() implements Request {
    @Override
    public String method() {
      return "keys";
    }

    @Override
    public String text() {
      return "keys()";
    }

    @Override
    public long size() {
      return 0;
    }

    @Override
    public boolean immediate() {
      return true;
    }
  }

  /** Empties namespace and history and starts numbering at 1; drops what waits (reference, 7.5). */
  record Reset() implements Request {
    @Override
    public String method() {
      return "reset";
    }

    @Override
    public String text() {
      return "reset()";
    }

    @Override
    public long size() {
      return 0;
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
    public long size() {
      return 0;
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
    public String text() {
      return "queue_status()";
    }

    @Override
    public long size() {
      return 0;
    }

    @Override
    public boolean immediate() {
      return true;
    }
  }
}

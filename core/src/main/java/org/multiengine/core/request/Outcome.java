package org.multiengine.core.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.QueueStatus;
import org.multiengine.core.error.KernelError;

/** The outcome of a request on one engine. */
public sealed interface Outcome {

  /** Returns the approximate size in bytes, which limits count. */
  default long size() {
    return 0;
  }

  /**
   * Returns the same outcome with each of its values replaced. The values are visited in a fixed
   * order.
   */
  default Outcome mapValues(UnaryOperator<EncodedValue> change) {
    return this;
  }

  /** Returns whether the request failed with an error of Multiengine's own and of that class. */
  default boolean failedWith(Class<? extends KernelError> type) {
    return false;
  }

  /** The request succeeded and has no value. */
  record Done() implements Outcome {}

  /** The record of a text that succeeded, or the record that was requested. */
  record Executed(CommandRecord record) implements Outcome {
    @Override
    public long size() {
      return record.size();
    }
  }

  /** The requested values, in the order of the names. */
  record Values(List<EncodedValue> values) implements Outcome {
    @Override
    public long size() {
      return values.stream().mapToLong(EncodedValue::size).sum();
    }

    @Override
    public Outcome mapValues(UnaryOperator<EncodedValue> change) {
      return new Values(values.stream().map(change).toList());
    }
  }

  /**
   * The result of a function that ran as a task.
   *
   * @param value the value
   * @param stdout the standard output; empty if it was not asked for
   * @param stderr the standard error output; empty if it was not asked for
   */
  record Returned(EncodedValue value, String stdout, String stderr) implements Outcome {
    @Override
    public long size() {
      return value.size() + 2L * (stdout.length() + stderr.length());
    }

    @Override
    public Outcome mapValues(UnaryOperator<EncodedValue> change) {
      return new Returned(change.apply(value), stdout, stderr);
    }
  }

  /**
   * The result of a text that ran as a task.
   *
   * @param record the record of the text
   * @param values the values, in the order of the names
   */
  record Pulled(CommandRecord record, List<EncodedValue> values) implements Outcome {
    @Override
    public long size() {
      return record.size() + values.stream().mapToLong(EncodedValue::size).sum();
    }

    @Override
    public Outcome mapValues(UnaryOperator<EncodedValue> change) {
      return new Pulled(record, values.stream().map(change).toList());
    }
  }

  /**
   * The results of a piece of a map.
   *
   * @param values a list with the result of each element that ran, null for those that failed
   * @param stoppedAt the index of the first element that did not run
   * @param failures the errors of the elements that failed, by index
   */
  record Mapped(EncodedValue values, int stoppedAt, Map<Integer, Failure> failures)
      implements Outcome {
    @Override
    public long size() {
      return values.size() + failures.values().stream().mapToLong(Failure::size).sum();
    }

    @Override
    public Outcome mapValues(UnaryOperator<EncodedValue> change) {
      return new Mapped(change.apply(values), stoppedAt, failures);
    }
  }

  /** The defined names. */
  record Names(List<String> names) implements Outcome {
    @Override
    public long size() {
      return names.stream().mapToLong(name -> 2L * name.length()).sum();
    }
  }

  /** The requested properties, by key. */
  record PropertyValues(Map<String, EncodedValue> values) implements Outcome {
    @Override
    public long size() {
      return values.entrySet().stream()
          .mapToLong(value -> 2L * value.getKey().length() + value.getValue().size())
          .sum();
    }

    @Override
    public Outcome mapValues(UnaryOperator<EncodedValue> change) {
      Map<String, EncodedValue> changed = new LinkedHashMap<>();
      values.forEach((key, value) -> changed.put(key, change.apply(value)));
      return new PropertyValues(changed);
    }
  }

  /** For each requested key, whether the engine has that property. */
  record Flags(List<Boolean> flags) implements Outcome {
    @Override
    public long size() {
      return flags.size();
    }
  }

  /** The running and waiting requests. */
  record Queue(QueueStatus status) implements Outcome {
    @Override
    public long size() {
      return status.size();
    }
  }

  /** The engine's report of itself. */
  record Info(EngineInfo.Stats stats) implements Outcome {
    @Override
    public long size() {
      return stats.size();
    }
  }

  /** The request failed or never ran. */
  record Failed(Failure failure) implements Outcome {
    @Override
    public long size() {
      return failure.size();
    }

    @Override
    public boolean failedWith(Class<? extends KernelError> type) {
      return failure.is(type);
    }
  }

  /** Returns the outcome of a request that failed with an error of Multiengine's own. */
  static Failed failed(KernelError error) {
    return new Failed(Failure.of(error));
  }
}

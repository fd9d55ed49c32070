package org.multiengine.core.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.QueueStatus;
import org.multiengine.core.error.KernelError;

/** How a request ended on one engine. */
public sealed interface Outcome {

  /** Returns about how many bytes the outcome holds; what limits count. */
  default long size() {
    return 0;
  }

  /**
   * Returns the same outcome with each value in it replaced, in an order that is always the same.
   */
  default Outcome mapValues(UnaryOperator<EncodedValue> change) {
    return this;
  }

  /** Returns whether the request failed with an error of Multiengine's own and of that class. */
  default boolean failedWith(Class<? extends KernelError> type) {
    return false;
  }

  /** It is done and has no value. */
  record Done() implements Outcome {}

  /** A text ran to its end, or the record that was asked for. */
  record Executed(CommandRecord record) implements Outcome {
    @Override
    public long size() {
      return record.size();
    }
  }

  /** The values that were asked for, in the order of the names. */
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

  /** The names that are defined. */
  record Names(List<String> names) implements Outcome {
    @Override
    public long size() {
      return names.stream().mapToLong(name -> 2L * name.length()).sum();
    }
  }

  /** The properties that were asked for, by key. */
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

  /** Whether each key that was asked for is there. */
  record Flags(List<Boolean> flags) implements Outcome {
    @Override
    public long size() {
      return flags.size();
    }
  }

  /** What runs and what waits. */
  record Queue(QueueStatus status) implements Outcome {
    @Override
    public long size() {
      return status.size();
    }
  }

  /** What the engine tells of itself. */
  record Info(EngineInfo.Stats stats) implements Outcome {
    @Override
    public long size() {
      return stats.size();
    }
  }

  /** It failed, or was never run. */
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

package org.multiengine.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.CallObserver.EngineOutcome;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.CompositeError;
import org.multiengine.core.EncodedValue;
import org.multiengine.core.KernelError;
import org.multiengine.core.Outcome;
import org.multiengine.core.QueueStatus;
import org.multiengine.core.SerializationError;
import org.multiengine.core.value.ValueCodec;

/**
 * Reads the outcomes of a call: the one place where failures become a {@link CompositeError}
 * (reference, 11.2).
 */
final class Answers {

  private final ValueCodec codec;

  Answers(ValueCodec codec) {
    this.codec = codec;
  }

  /**
   * Returns what each engine answered.
   *
   * @throws CompositeError if an engine failed, or its answer cannot be read here
   */
  <T> List<T> read(String method, List<EngineOutcome> outcomes, Function<Outcome, T> reader) {
    List<T> values = new ArrayList<>();
    List<CompositeError.Result> results = new ArrayList<>();
    List<CompositeError.Entry> entries = new ArrayList<>();
    for (EngineOutcome outcome : outcomes) {
      try {
        T value = read(method, outcome, reader);
        values.add(value);
        results.add(new CompositeError.Result(outcome.engine(), value));
      } catch (KernelError error) {
        entries.add(new CompositeError.Entry(outcome.engine(), method, error));
      }
    }
    if (!entries.isEmpty()) {
      throw new CompositeError(method, entries, results);
    }
    return values;
  }

  private <T> T read(String method, EngineOutcome outcome, Function<Outcome, T> reader) {
    if (outcome.outcome() instanceof Outcome.Failed failed) {
      throw failed.failure().toError(outcome.engine(), method, this::original);
    }
    return reader.apply(outcome.outcome());
  }

  /** An original this client may not decode is told by name and text alone. */
  private @Nullable Throwable original(EncodedValue encoded) {
    try {
      return codec.decode(encoded) instanceof Throwable thrown ? thrown : null;
    } catch (SerializationError notKnownHere) {
      return null;
    }
  }

  CommandRecord record(Outcome outcome) {
    return expected(Outcome.Executed.class, outcome).record();
  }

  List<@Nullable Object> values(Outcome outcome) {
    List<@Nullable Object> decoded = new ArrayList<>();
    expected(Outcome.Values.class, outcome)
        .values()
        .forEach(value -> decoded.add(codec.decode(value)));
    return decoded;
  }

  List<String> names(Outcome outcome) {
    return expected(Outcome.Names.class, outcome).names();
  }

  QueueStatus status(Outcome outcome) {
    return expected(Outcome.Queue.class, outcome).status();
  }

  private static <T extends Outcome> T expected(Class<T> kind, Outcome outcome) {
    if (!kind.isInstance(outcome)) {
      throw new KernelError("the engine answered something else: " + outcome);
    }
    return kind.cast(outcome);
  }
}

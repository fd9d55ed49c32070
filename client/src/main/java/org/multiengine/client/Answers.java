package org.multiengine.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.CallObserver.EngineOutcome;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.CompositeError;
import org.multiengine.core.QueueStatus;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Outcome;

/**
 * Reads the outcomes of a call: the one place where failures become a {@link CompositeError}
 * (reference, 11.2).
 */
final class Answers {

  private final ClientValues values;

  Answers(ClientValues values) {
    this.values = values;
  }

  /**
   * Returns what each engine answered.
   *
   * @throws CompositeError if an engine failed, or its answer cannot be read here
   */
  <T extends @Nullable Object> List<T> read(
      String method, List<EngineOutcome> outcomes, Function<Outcome, T> reader) {
    return read(method, method, outcomes, reader);
  }

  /**
   * Returns what each engine answered to a call that engines know by another name.
   *
   * @throws CompositeError if an engine failed, or its answer cannot be read here
   */
  <T extends @Nullable Object> List<T> read(
      String method,
      String engineMethod,
      List<EngineOutcome> outcomes,
      Function<Outcome, T> reader) {
    List<T> values = new ArrayList<>();
    List<CompositeError.Result> results = new ArrayList<>();
    List<CompositeError.Entry> entries = new ArrayList<>();
    for (EngineOutcome outcome : outcomes) {
      try {
        T value = read(engineMethod, outcome, reader);
        values.add(value);
        results.add(new CompositeError.Result(outcome.engine(), value));
      } catch (KernelError error) {
        entries.add(new CompositeError.Entry(outcome.engine(), engineMethod, error));
      }
    }
    if (!entries.isEmpty()) {
      throw new CompositeError(method, entries, results);
    }
    return values;
  }

  private <T extends @Nullable Object> T read(
      String method, EngineOutcome outcome, Function<Outcome, T> reader) {
    if (outcome.outcome() instanceof Outcome.Failed failed) {
      throw failed.failure().toError(outcome.engine(), method, this::original);
    }
    return reader.apply(outcome.outcome());
  }

  /** An original this client may not decode is told by name and text alone. */
  private @Nullable Throwable original(EncodedValue encoded) {
    try {
      return values.decode(encoded) instanceof Throwable thrown ? thrown : null;
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
        .forEach(value -> decoded.add(values.decode(value)));
    return decoded;
  }

  /** Returns the one value of an answer as it came. */
  EncodedValue encoded(Outcome outcome) {
    return expected(Outcome.Values.class, outcome).values().get(0);
  }

  /** Returns the one value of an answer, of the classes of a loader. */
  @Nullable Object value(Outcome outcome, ClassLoader loader) {
    List<EncodedValue> encoded = expected(Outcome.Values.class, outcome).values();
    return values.decode(encoded.get(0), loader);
  }

  Map<String, @Nullable Object> properties(Outcome outcome) {
    Map<String, @Nullable Object> decoded = new LinkedHashMap<>();
    expected(Outcome.PropertyValues.class, outcome)
        .values()
        .forEach((key, value) -> decoded.put(key, values.decode(value)));
    return decoded;
  }

  List<Boolean> flags(Outcome outcome) {
    return expected(Outcome.Flags.class, outcome).flags();
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

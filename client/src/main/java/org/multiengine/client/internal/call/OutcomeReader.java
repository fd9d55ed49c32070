package org.multiengine.client.internal.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.CallObserver.EngineOutcome;
import org.multiengine.client.internal.value.ClientValues;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.CompositeError;
import org.multiengine.core.QueueStatus;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;

/**
 * Reads the outcomes of a call. All failures of engines become a {@link CompositeError} here
 * (reference, 11.2).
 */
public final class OutcomeReader {

  private final ClientValues values;

  OutcomeReader(ClientValues values) {
    this.values = values;
  }

  /**
   * Returns what each engine answered.
   *
   * @throws CompositeError if an engine failed, or its answer cannot be read here
   */
  public <T extends @Nullable Object> List<T> read(
      String method, List<EngineOutcome> outcomes, Function<Outcome, T> reader) {
    return read(method, method, outcomes, reader);
  }

  /**
   * Returns what each engine answered to a call that has another name on engines.
   *
   * @throws CompositeError if an engine failed, or its answer cannot be read here
   */
  public <T extends @Nullable Object> List<T> read(
      String method,
      String engineMethod,
      List<EngineOutcome> outcomes,
      Function<Outcome, T> reader) {
    List<T> answers = new ArrayList<>();
    List<CompositeError.Result> results = new ArrayList<>();
    List<CompositeError.Entry> entries = new ArrayList<>();
    for (EngineOutcome outcome : outcomes) {
      try {
        T answer = read(engineMethod, outcome, reader);
        answers.add(answer);
        results.add(new CompositeError.Result(outcome.engine(), answer));
      } catch (KernelError error) {
        entries.add(new CompositeError.Entry(outcome.engine(), engineMethod, error));
      }
    }
    if (!entries.isEmpty()) {
      throw new CompositeError(method, entries, results);
    }
    return answers;
  }

  private <T extends @Nullable Object> T read(
      String method, EngineOutcome outcome, Function<Outcome, T> reader) {
    if (outcome.outcome() instanceof Outcome.Failed failed) {
      throw error(outcome.engine(), method, failed.failure());
    }
    return reader.apply(outcome.outcome());
  }

  /** Returns the error of a request that failed on an engine. */
  public KernelError error(EngineId engine, String method, Failure failure) {
    return failure.toError(engine, method, this::original);
  }

  /** Returns the engine's exception; null if this client lacks its class or may not decode it. */
  private @Nullable Throwable original(EncodedValue encoded) {
    try {
      return values.decode(encoded) instanceof Throwable thrown ? thrown : null;
    } catch (SerializationError notKnownHere) {
      return null;
    }
  }

  /** Returns the record of a command. */
  public CommandRecord record(Outcome outcome) {
    return expected(Outcome.Executed.class, outcome).record();
  }

  /** Returns the values of an answer. */
  public List<@Nullable Object> values(Outcome outcome) {
    List<@Nullable Object> decoded = new ArrayList<>();
    expected(Outcome.Values.class, outcome)
        .values()
        .forEach(value -> decoded.add(values.decode(value)));
    return decoded;
  }

  /** Returns the single value of an answer, still encoded. */
  public EncodedValue encoded(Outcome outcome) {
    return expected(Outcome.Values.class, outcome).values().get(0);
  }

  /** Returns the single value of an answer, decoded with the classes of a loader. */
  public @Nullable Object value(Outcome outcome, ClassLoader loader) {
    List<EncodedValue> encoded = expected(Outcome.Values.class, outcome).values();
    return values.decode(encoded.get(0), loader);
  }

  /** Returns the properties of an answer. */
  public Map<String, @Nullable Object> properties(Outcome outcome) {
    Map<String, @Nullable Object> decoded = new LinkedHashMap<>();
    expected(Outcome.PropertyValues.class, outcome)
        .values()
        .forEach((key, value) -> decoded.put(key, values.decode(value)));
    return decoded;
  }

  /** Returns the flags of an answer. */
  public List<Boolean> flags(Outcome outcome) {
    return expected(Outcome.Flags.class, outcome).flags();
  }

  /** Returns the names of an answer. */
  public List<String> names(Outcome outcome) {
    return expected(Outcome.Names.class, outcome).names();
  }

  /** Returns the queue's status of an answer. */
  public QueueStatus status(Outcome outcome) {
    return expected(Outcome.Queue.class, outcome).status();
  }

  private static <T extends Outcome> T expected(Class<T> kind, Outcome outcome) {
    if (!kind.isInstance(outcome)) {
      throw new KernelError("the engine answered something else: " + outcome);
    }
    return kind.cast(outcome);
  }
}

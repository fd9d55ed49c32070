package org.multiengine.core.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.EncodedValue;
import org.multiengine.core.EngineId;
import org.multiengine.core.Failure;
import org.multiengine.core.KernelError;
import org.multiengine.core.Outcome;
import org.multiengine.core.Request;
import org.multiengine.core.SerializationError;
import org.multiengine.core.namespace.Evaluation;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.namespace.StandardStreams;
import org.multiengine.core.value.ValueCodec;

/**
 * Carries out requests on an engine's namespace.
 *
 * <p>Used by the engine's evaluation thread alone, except {@link #names()}, which any thread may
 * call.
 */
public final class Interpreter implements AutoCloseable {

  private static final String ID = "id";

  private final EngineId id;
  private final Namespace namespace;
  private final ValueCodec codec;
  private final int maxOutputBytes;
  private final Clock clock;

  /**
   * Makes an interpreter over an empty namespace, which from then on holds {@code id}.
   *
   * @param maxOutputBytes how much of what a command prints its record keeps, for each stream
   */
  public Interpreter(
      EngineId id, Namespace namespace, ValueCodec codec, int maxOutputBytes, Clock clock) {
    this.id = id;
    this.namespace = namespace;
    this.codec = codec;
    this.maxOutputBytes = maxOutputBytes;
    this.clock = clock;
    namespace.put(ID, id.value());
  }

  /**
   * What became of a request.
   *
   * @param outcome the answer to the client
   * @param record the record for the history, if the request was a text
   */
  public record Performed(Outcome outcome, @Nullable CommandRecord record) {}

  /**
   * Carries out a request that is not {@linkplain Request#immediate() immediate}. Whatever goes
   * wrong is in the outcome; only an OutOfMemoryError passes through.
   *
   * @param number the number of the command, if the request is a text
   */
  public Performed perform(Request request, int number) {
    if (request instanceof Request.Execute execute) {
      return execute(execute.code(), number);
    }
    try {
      return new Performed(dispatch(request), null);
    } catch (KernelError error) {
      return new Performed(Outcome.failed(error), null);
    }
  }

  private Outcome dispatch(Request request) {
    if (request instanceof Request.Push push) {
      return push(push.values());
    }
    if (request instanceof Request.Pull pull) {
      return pull(pull.names());
    }
    if (request instanceof Request.Reset) {
      namespace.reset();
      namespace.put(ID, id.value());
      return new Outcome.Done();
    }
    throw new KernelError("an engine does not queue " + request.text());
  }

  private Performed execute(String code, int number) {
    var output = new CapturedOutput(maxOutputBytes);
    Instant started = clock.instant();
    StandardStreams.attach(output);
    try {
      Evaluation evaluation = namespace.evaluate(code, "In [" + number + "]");
      String display = evaluation.displayed() ? namespace.display(evaluation.value()) : null;
      var record = record(code, number, output, display, null, started);
      return new Performed(new Outcome.Executed(record), record);
    } catch (ScriptError error) {
      var record = record(code, number, output, null, error.traceback(), started);
      return new Performed(new Outcome.Failed(failure(error)), record);
    }
  }

  private CommandRecord record(
      String code,
      int number,
      CapturedOutput output,
      @Nullable String display,
      @Nullable String traceback,
      Instant started) {
    return new CommandRecord(
        id,
        number,
        code,
        output.outText(),
        output.errText(),
        display,
        traceback,
        started,
        clock.instant());
  }

  private Failure failure(ScriptError error) {
    return new Failure(
        false, error.errorName(), error.errorMessage(), error.traceback(), encode(error));
  }

  /** The original exception is a courtesy: one that cannot travel is told by name and text only. */
  private @Nullable EncodedValue encode(ScriptError error) {
    try {
      return codec.encode(error.getCause());
    } catch (SerializationError cannotTravel) {
      return null;
    }
  }

  private Outcome push(Map<String, EncodedValue> values) {
    Map<String, @Nullable Object> decoded = new LinkedHashMap<>();
    values.forEach((name, value) -> decoded.put(name, codec.decode(value)));
    decoded.forEach(namespace::put);
    return new Outcome.Done();
  }

  private Outcome pull(List<String> names) {
    List<EncodedValue> values = new ArrayList<>();
    for (String name : names) {
      values.add(codec.encode(namespace.get(name)));
    }
    return new Outcome.Values(values);
  }

  /** Returns the names that are defined now. Safe for any thread. */
  public List<String> names() {
    return namespace.names();
  }

  /** Frees the namespace. */
  @Override
  public void close() {
    namespace.close();
  }
}

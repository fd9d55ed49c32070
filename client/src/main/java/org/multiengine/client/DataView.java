package org.multiengine.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.CallObserver.EngineOutcome;
import org.multiengine.core.MultiEngine;
import org.multiengine.core.Targets;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.partition.Distribution;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.PropertiesRequest;
import org.multiengine.core.request.PropertiesRequest.Action;
import org.multiengine.core.request.Request;

/**
 * The calls of a {@link DirectView} that move objects in and out of engines.
 *
 * <pre>{@code
 * client.push(Map.of("a", 5, "b", 10));
 * List<Object> values = client.pull("a");
 * client.scatter("x", new double[1000]);
 * client.execute("y = x.collect { it + 1 } as double[]");
 * double[] y = (double[]) client.gather("y");
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public abstract sealed class DataView extends ExecutionView permits DirectView {

  DataView(Session session, Options options) {
    super(session, options);
  }

  @Override
  public void push(Map<String, ?> values) {
    await(pushAsync(values));
  }

  /**
   * Copies values into the namespaces, without waiting; see {@link MultiEngine#push}. The values
   * are read before this returns, so they may be changed afterwards.
   *
   * @throws SerializationError if a value cannot be sent
   */
  public PendingResult<@Nullable Void> pushAsync(Map<String, ?> values) {
    return submit("push", push(values, false), done("push"));
  }

  final Request.Push push(Map<String, ?> values, boolean functions) {
    Map<String, ClientValues.Outbound> sent = new LinkedHashMap<>();
    values.forEach((name, value) -> sent.put(name, outbound(name, value, functions)));
    return coded(sent, functions);
  }

  /** The values of a push may be of classes of different loaders, so each has its own code. */
  private static Request.Push coded(Map<String, ClientValues.Outbound> sent, boolean functions) {
    Map<String, CodedValue> coded = new LinkedHashMap<>();
    sent.forEach((name, value) -> coded.put(name, new CodedValue(value.bytes(), value.code())));
    return new Request.Push(coded, functions);
  }

  private ClientValues.Outbound outbound(String name, @Nullable Object value, boolean function) {
    if (value instanceof Serialized serialized) {
      return serialized.outbound();
    }
    return function && value != null
        ? session().values().encodeFunction(value, name)
        : session().values().encode(value, name);
  }

  @Override
  public List<@Nullable Object> pull(String name) {
    return await(pullAsync(name));
  }

  /** Copies the value of a name from each engine, without waiting. */
  public PendingResult<List<@Nullable Object>> pullAsync(String name) {
    return submit(
        "pull",
        new Request.Pull(List.of(name)),
        outcomes ->
            session()
                .answers()
                .<@Nullable Object>read(
                    "pull", outcomes, outcome -> session().answers().values(outcome).get(0)));
  }

  @Override
  public List<List<@Nullable Object>> pull(List<String> names) {
    return await(pullAsync(names));
  }

  /** Copies the values of several names from each engine, without waiting. */
  public PendingResult<List<List<@Nullable Object>>> pullAsync(List<String> names) {
    return submit("pull", new Request.Pull(List.copyOf(names)), this::values);
  }

  @Override
  public List<List<@Nullable Object>> zipPull(List<String> names) {
    return await(zipPullAsync(names));
  }

  /** Copies the values of several names, a list for each name, without waiting. */
  public PendingResult<List<List<@Nullable Object>>> zipPullAsync(List<String> names) {
    List<String> copy = List.copyOf(names);
    return submit(
        "pull", new Request.Pull(copy), outcomes -> columns(values(outcomes), copy.size()));
  }

  private static List<List<@Nullable Object>> columns(
      List<List<@Nullable Object>> rows, int width) {
    List<List<@Nullable Object>> columns = new ArrayList<>();
    IntStream.range(0, width).forEach(i -> columns.add(column(rows, i)));
    return columns;
  }

  private static List<@Nullable Object> column(List<List<@Nullable Object>> rows, int index) {
    List<@Nullable Object> column = new ArrayList<>();
    rows.forEach(row -> column.add(row.get(index)));
    return column;
  }

  private List<List<@Nullable Object>> values(List<EngineOutcome> outcomes) {
    return session().answers().read("pull", outcomes, session().answers()::values);
  }

  /**
   * Encodes a value once, to be pushed many times.
   *
   * @throws SerializationError if it cannot be sent
   */
  public Serialized serialize(@Nullable Object value) {
    return new Serialized(session().values().encode(value), session().values());
  }

  /** Pushes values that have been encoded before (reference, 9.3). */
  public void pushSerialized(Map<String, Serialized> values) {
    await(pushSerializedAsync(values));
  }

  /** Pushes values that have been encoded before, without waiting. */
  public PendingResult<@Nullable Void> pushSerializedAsync(Map<String, Serialized> values) {
    return submit("push_serialized", push(values, false), done("push_serialized"));
  }

  /** Pulls the value of a name from each engine and leaves it encoded (reference, 9.3). */
  public List<Serialized> pullSerialized(String name) {
    return await(pullSerializedAsync(name));
  }

  /** Pulls the value of a name from each engine and leaves it encoded, without waiting. */
  public PendingResult<List<Serialized>> pullSerializedAsync(String name) {
    return submit(
        "pull_serialized",
        new Request.Pull(List.of(name)),
        reading(
            "pull_serialized",
            outcome -> Serialized.of(session().answers().encoded(outcome), session().values())));
  }

  /**
   * Parts a sequence among the engines in contiguous pieces (reference, 10.1): the p-th target gets
   * the p-th piece. The first targets get one element more where the length does not divide evenly;
   * with fewer elements than targets the last ones get an empty piece.
   *
   * @param name the name the pieces are bound to
   * @param sequence a list, an array of any type, a text, or another collection with an order
   * @throws IllegalArgumentException bare, if it is no sequence
   * @throws SerializationError bare, if an element cannot be sent
   */
  public void scatter(String name, Object sequence) {
    scatter(name, sequence, Distribution.BLOCK, false);
  }

  /**
   * Parts a sequence among the engines; see {@link #scatter(String, Object)}.
   *
   * @param distribution which elements go where
   * @param flatten whether a piece of exactly one element is bound as that element
   */
  public void scatter(String name, Object sequence, Distribution distribution, boolean flatten) {
    await(scatterAsync(name, sequence, distribution, flatten));
  }

  /** Parts a sequence among the engines, without waiting; see {@link #scatter(String, Object)}. */
  public PendingResult<@Nullable Void> scatterAsync(String name, Object sequence) {
    return scatterAsync(name, sequence, Distribution.BLOCK, false);
  }

  /** Parts a sequence among the engines, without waiting. */
  public PendingResult<@Nullable Void> scatterAsync(
      String name, Object sequence, Distribution distribution, boolean flatten) {
    Targets fixed = fixedTargets();
    List<Request> requests = new ArrayList<>();
    for (Object piece : distribution.split(sequence, count(fixed))) {
      Object value = flatten && Distribution.length(piece) == 1 ? single(piece) : piece;
      requests.add(coded(Map.of(name, piece(name, requests.size(), value)), false));
    }
    return session()
        .submit(
            new Call<>(
                "scatter",
                fixed,
                requests,
                options().toCall(false),
                0,
                outcomes -> {
                  session().answers().read("scatter", "push", outcomes, outcome -> outcome);
                  return null;
                }));
  }

  /** The path to what cannot be sent begins at the piece, so its place is told. */
  private ClientValues.Outbound piece(String name, int place, @Nullable Object value) {
    try {
      return session().values().encode(value);
    } catch (SerializationError error) {
      String text = "cannot scatter '" + name + "': in piece " + place + ": " + error.getMessage();
      throw new SerializationError(text, error.getCause());
    }
  }

  private static @Nullable Object single(Object piece) {
    return Distribution.asList(piece).get(0);
  }

  /** Returns the targets as ids, so that there is a piece for each of them. */
  final Targets fixedTargets() {
    return Targets.of(
        targets().resolve(session().directory().ids()).stream().map(EngineId::value).toList());
  }

  final int count(Targets fixed) {
    return fixed.resolve(session().directory().ids()).size();
  }

  /**
   * Joins the pieces that engines hold, in the order of the targets (reference, 10.2): arrays to an
   * array, lists to a flat list, anything else to the list of the pieces.
   *
   * @throws IllegalArgumentException if the pieces do not fit together, or there are no targets
   */
  public Object gather(String name) {
    return gather(name, Distribution.BLOCK);
  }

  /** Joins the pieces that engines hold; see {@link #gather(String)}. */
  public Object gather(String name, Distribution distribution) {
    return await(gatherAsync(name, distribution));
  }

  /** Joins the pieces that engines hold, without waiting; see {@link #gather(String)}. */
  public PendingResult<Object> gatherAsync(String name) {
    return gatherAsync(name, Distribution.BLOCK);
  }

  /** Joins the pieces that engines hold, without waiting. */
  public PendingResult<Object> gatherAsync(String name, Distribution distribution) {
    return session()
        .submit(
            new Call<>(
                "gather",
                fixedTargets(),
                List.of(new Request.Pull(List.of(name))),
                options().toCall(false),
                0,
                outcomes -> distribution.join(column(pieces(outcomes), 0))));
  }

  private List<List<@Nullable Object>> pieces(List<EngineOutcome> outcomes) {
    return session().answers().read("gather", "pull", outcomes, session().answers()::values);
  }

  /** Sets properties of the engines, a small dictionary beside the namespace (reference, 9.4). */
  public void setProperties(Map<String, ?> properties) {
    await(setPropertiesAsync(properties));
  }

  /** Sets properties of the engines, without waiting. */
  public PendingResult<@Nullable Void> setPropertiesAsync(Map<String, ?> properties) {
    List<String> keys = List.copyOf(properties.keySet());
    List<EncodedValue> encoded = new ArrayList<>();
    keys.forEach(key -> encoded.add(session().values().encode(properties.get(key), key).bytes()));
    return properties(Action.SET, keys, encoded, this::done);
  }

  /** Returns all properties of each engine. */
  public List<Map<String, @Nullable Object>> getProperties() {
    return await(getPropertiesAsync(null));
  }

  /** Returns some properties of each engine; one that is not there is a KeyError. */
  public List<Map<String, @Nullable Object>> getProperties(List<String> keys) {
    return await(getPropertiesAsync(keys));
  }

  /** Returns properties of each engine, without waiting; all of them if {@code keys} is null. */
  public PendingResult<List<Map<String, @Nullable Object>>> getPropertiesAsync(
      @Nullable List<String> keys) {
    return properties(
        Action.GET, keys, List.of(), method -> reading(method, session().answers()::properties));
  }

  /** Tells which of these properties each engine has. */
  public List<List<Boolean>> hasProperties(List<String> keys) {
    return await(hasPropertiesAsync(keys));
  }

  /** Tells which of these properties each engine has, without waiting. */
  public PendingResult<List<List<Boolean>>> hasPropertiesAsync(List<String> keys) {
    return properties(
        Action.HAS, keys, List.of(), method -> reading(method, session().answers()::flags));
  }

  /** Removes properties; one that is not there is a KeyError. */
  public void delProperties(List<String> keys) {
    await(delPropertiesAsync(keys));
  }

  /** Removes properties, without waiting. */
  public PendingResult<@Nullable Void> delPropertiesAsync(List<String> keys) {
    return properties(Action.DEL, keys, List.of(), this::done);
  }

  /** Removes all properties. */
  public void clearProperties() {
    await(clearPropertiesAsync());
  }

  /** Removes all properties, without waiting. */
  public PendingResult<@Nullable Void> clearPropertiesAsync() {
    return properties(Action.CLEAR, null, List.of(), this::done);
  }

  private <T extends @Nullable Object> PendingResult<T> properties(
      Action action,
      @Nullable List<String> keys,
      List<EncodedValue> values,
      Function<String, Function<List<EngineOutcome>, T>> reader) {
    var request = new PropertiesRequest(action, keys, values);
    return submit(request.method(), request, reader.apply(request.method()));
  }
}

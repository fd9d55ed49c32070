package org.multiengine.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.call.Partition;
import org.multiengine.client.internal.call.Session;
import org.multiengine.client.internal.value.ClientValues;
import org.multiengine.client.internal.value.PushRequest;
import org.multiengine.core.MultiEngine;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.partition.Distribution;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Outcome;
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

  DataView(Session session, ViewOptions options) {
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
    return submit(push(values, false));
  }

  final Request.Push push(Map<String, ?> values, boolean functions) {
    Map<String, ClientValues.Outbound> sent = new LinkedHashMap<>();
    values.forEach((name, value) -> sent.put(name, outbound(name, value, functions)));
    return PushRequest.of(sent, functions);
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
    return this.<@Nullable Object>submit(
        new Request.Pull(List.of(name)), outcome -> session().outcomes().values(outcome).get(0));
  }

  @Override
  public List<List<@Nullable Object>> pull(List<String> names) {
    return await(pullAsync(names));
  }

  /** Copies the values of several names from each engine, without waiting. */
  public PendingResult<List<List<@Nullable Object>>> pullAsync(List<String> names) {
    return submit(new Request.Pull(List.copyOf(names)), session().outcomes()::values);
  }

  @Override
  public List<List<@Nullable Object>> zipPull(List<String> names) {
    return await(zipPullAsync(names));
  }

  /** Copies the values of several names, a list for each name, without waiting. */
  public PendingResult<List<List<@Nullable Object>>> zipPullAsync(List<String> names) {
    List<String> copy = List.copyOf(names);
    return submit(
        new Request.Pull(copy), session().outcomes()::values, rows -> columns(rows, copy.size()));
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
    return submit("push_serialized", push(values, false), Outcome.class::cast, outcomes -> null);
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
        outcome -> Serialized.of(session().outcomes().encoded(outcome), session().values()),
        values -> values);
  }

  /**
   * Splits a sequence among the engines in contiguous pieces (reference, 10.1): the p-th target
   * gets the p-th piece. The first targets get one element more where the length does not divide
   * evenly; with fewer elements than targets the last ones get an empty piece.
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
   * Splits a sequence among the engines; see {@link #scatter(String, Object)}.
   *
   * @param distribution which elements go where
   * @param flatten whether a piece of exactly one element is bound as that element
   */
  public void scatter(String name, Object sequence, Distribution distribution, boolean flatten) {
    await(scatterAsync(name, sequence, distribution, flatten));
  }

  /** Splits a sequence among the engines, without waiting; see {@link #scatter(String, Object)}. */
  public PendingResult<@Nullable Void> scatterAsync(String name, Object sequence) {
    return scatterAsync(name, sequence, Distribution.BLOCK, false);
  }

  /** Splits a sequence among the engines, without waiting. */
  public PendingResult<@Nullable Void> scatterAsync(
      String name, Object sequence, Distribution distribution, boolean flatten) {
    return new PendingResult<>(partition(distribution).scatter(name, sequence, flatten));
  }

  private Partition partition(Distribution distribution) {
    return new Partition(session(), targets(), options().quiet(), distribution);
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
    return new PendingResult<>(partition(distribution).gather(name));
  }

  /** Sets properties of the engines, a small dictionary next to the namespace (reference, 9.4). */
  public void setProperties(Map<String, ?> properties) {
    await(setPropertiesAsync(properties));
  }

  /** Sets properties of the engines, without waiting. */
  public PendingResult<@Nullable Void> setPropertiesAsync(Map<String, ?> properties) {
    List<String> keys = List.copyOf(properties.keySet());
    List<EncodedValue> encoded = new ArrayList<>();
    keys.forEach(key -> encoded.add(session().values().encode(properties.get(key), key).bytes()));
    return submit(new PropertiesRequest(Action.SET, keys, encoded));
  }

  /** Returns all properties of each engine. */
  public List<Map<String, @Nullable Object>> getProperties() {
    return await(getPropertiesAsync(null));
  }

  /** Returns some properties of each engine; a missing one is a KeyError. */
  public List<Map<String, @Nullable Object>> getProperties(List<String> keys) {
    return await(getPropertiesAsync(keys));
  }

  /** Returns properties of each engine, without waiting; all of them if {@code keys} is null. */
  public PendingResult<List<Map<String, @Nullable Object>>> getPropertiesAsync(
      @Nullable List<String> keys) {
    return submit(
        new PropertiesRequest(Action.GET, keys, List.of()), session().outcomes()::properties);
  }

  /** Returns whether each engine has these properties. */
  public List<List<Boolean>> hasProperties(List<String> keys) {
    return await(hasPropertiesAsync(keys));
  }

  /** Returns whether each engine has these properties, without waiting. */
  public PendingResult<List<List<Boolean>>> hasPropertiesAsync(List<String> keys) {
    return submit(new PropertiesRequest(Action.HAS, keys, List.of()), session().outcomes()::flags);
  }

  /** Removes properties; a missing one is a KeyError. */
  public void delProperties(List<String> keys) {
    await(delPropertiesAsync(keys));
  }

  /** Removes properties, without waiting. */
  public PendingResult<@Nullable Void> delPropertiesAsync(List<String> keys) {
    return submit(new PropertiesRequest(Action.DEL, keys, List.of()));
  }

  /** Removes all properties. */
  public void clearProperties() {
    await(clearPropertiesAsync());
  }

  /** Removes all properties, without waiting. */
  public PendingResult<@Nullable Void> clearPropertiesAsync() {
    return submit(new PropertiesRequest(Action.CLEAR, null, List.of()));
  }
}

package org.multiengine.core.request;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Asks for, or changes, the engine's properties, a small dictionary beside its namespace
 * (reference, 9.4).
 *
 * @param action the action
 * @param keys the keys concerned; null for all keys
 * @param values the values to set, in the order of the keys
 */
public record PropertiesRequest(
    Action action, @Nullable List<String> keys, List<EncodedValue> values)
    implements Request.Queued {

  /** The actions on properties. */
  public enum Action {
    /** Sets values. */
    SET,
    /** Returns values. */
    GET,
    /** Returns which keys exist. */
    HAS,
    /** Removes keys. */
    DEL,
    /** Removes all. */
    CLEAR
  }

  /** Copies the keys. */
  public PropertiesRequest {
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
  public Request.Queued mapValues(UnaryOperator<EncodedValue> change) {
    return new PropertiesRequest(action, keys, values.stream().map(change).toList());
  }

  @Override
  public <R, X extends Exception> R accept(QueuedVisitor<R, X> visitor) throws X {
    return visitor.properties(this);
  }
}

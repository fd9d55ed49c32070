package org.multiengine.client;

import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.value.ClientValues;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.request.EncodedValue;

/**
 * An encoded value (reference, 9.3): encoded once and pushed many times, or pulled without being
 * decoded. Immutable.
 *
 * <pre>{@code
 * Serialized table = client.serialize(largeMap);
 * client.pushSerialized(Map.of("table", table));
 * }</pre>
 */
public final class Serialized {

  private final ClientValues.Outbound outbound;
  private final ClientValues values;

  Serialized(ClientValues.Outbound outbound, ClientValues values) {
    this.outbound = outbound;
    this.values = values;
  }

  static Serialized of(EncodedValue bytes, ClientValues values) {
    return new Serialized(values.ofProgram(bytes), values);
  }

  ClientValues.Outbound outbound() {
    return outbound;
  }

  /** Returns the length of the encoded form. */
  @Override
  public String toString() {
    return "Serialized[" + size() + " bytes]";
  }

  /** Returns the length of the encoded form in bytes. */
  public long size() {
    return outbound.bytes().size();
  }

  /**
   * Returns a new copy of the value.
   *
   * @throws SerializationError if a class is refused or missing here
   */
  public @Nullable Object value() {
    return values.decode(outbound.bytes());
  }
}

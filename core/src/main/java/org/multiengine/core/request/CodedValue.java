package org.multiengine.core.request;

import java.util.function.UnaryOperator;

/**
 * An encoded value and the code whose classes it needs.
 *
 * @param value the value
 * @param code the client's name of a class loader; empty if the value needs no class of the client
 */
public record CodedValue(EncodedValue value, String code) {

  /** The code of a value that needs no class of the client. */
  public static final String NO_CODE = "";

  /** Returns a value that needs no class of the client. */
  public static CodedValue of(EncodedValue value) {
    return new CodedValue(value, NO_CODE);
  }

  /** Returns whether the value needs classes of the client. */
  public boolean needsCode() {
    return !code.isEmpty();
  }

  /** Returns how many bytes the value holds. */
  public long size() {
    return value.size();
  }

  CodedValue map(UnaryOperator<EncodedValue> change) {
    return new CodedValue(change.apply(value), code);
  }
}

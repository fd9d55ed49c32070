package org.multiengine.client.internal.call;

import java.util.LinkedHashMap;
import java.util.Map;
import org.multiengine.core.code.CodeRegistry;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Request;

/** Makes requests to push values. */
public final class PushRequest {

  private PushRequest() {}

  /**
   * Returns a request to push values. Each value has its own code, because the values may be of
   * classes of different loaders.
   *
   * @param values the values by name
   * @param functions whether they are functions
   */
  public static Request.Push of(Map<String, ClientValues.Outbound> values, boolean functions) {
    Map<String, EncodedValue> encoded = new LinkedHashMap<>();
    Map<String, String> codes = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          encoded.put(name, value.bytes());
          if (!value.code().equals(CodeRegistry.NONE)) {
            codes.put(name, value.code());
          }
        });
    return new Request.Push(encoded, functions, codes);
  }
}

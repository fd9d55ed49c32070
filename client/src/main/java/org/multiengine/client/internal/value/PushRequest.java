package org.multiengine.client.internal.value;

import java.util.LinkedHashMap;
import java.util.Map;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.Request;

/** Creates requests to push values. */
public final class PushRequest {

  private PushRequest() {}

  /**
   * Returns a request to push values. Each value has its own code, because the values may be of
   * classes of different loaders.
   *
   * @param values the values by name
   * @param functions whether the values are functions
   */
  public static Request.Push of(Map<String, ClientValues.Outbound> values, boolean functions) {
    Map<String, CodedValue> coded = new LinkedHashMap<>();
    values.forEach((name, value) -> coded.put(name, value.coded()));
    return new Request.Push(coded, functions);
  }
}

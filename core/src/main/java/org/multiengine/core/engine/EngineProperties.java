package org.multiengine.core.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.code.CodeLoaders;
import org.multiengine.core.error.KeyError;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.PropertiesRequest;

/**
 * The properties of an engine (reference, 9.4). Values stay encoded, so that no two holders share
 * an object. Not safe for use by several threads.
 */
final class EngineProperties {

  private final Map<String, EncodedValue> values = new LinkedHashMap<>();

  /**
   * Carries out a request.
   *
   * @throws KeyError if a key to get or delete does not exist; nothing is changed in that case
   */
  Outcome answer(PropertiesRequest asked) {
    List<String> keys = asked.keys() == null ? List.copyOf(values.keySet()) : asked.keys();
    switch (asked.action()) {
      case SET -> set(keys, asked.values());
      case GET -> {
        return get(keys);
      }
      case HAS -> {
        return new Outcome.Flags(keys.stream().map(values::containsKey).toList());
      }
      case DEL -> {
        requireAll(keys);
        keys.forEach(values::remove);
      }
      case CLEAR -> clear();
    }
    return new Outcome.Done();
  }

  private void set(List<String> keys, List<EncodedValue> newValues) {
    for (int i = 0; i < keys.size(); i++) {
      values.put(keys.get(i), newValues.get(i));
    }
  }

  private Outcome get(List<String> keys) {
    requireAll(keys);
    Map<String, EncodedValue> found = new LinkedHashMap<>();
    for (String key : keys) {
      EncodedValue value = values.get(key);
      if (value != null) {
        found.put(key, value);
      }
    }
    return new Outcome.PropertyValues(found);
  }

  private void requireAll(List<String> keys) {
    for (String key : keys) {
      if (!values.containsKey(key)) {
        throw new KeyError(key);
      }
    }
  }

  /** Returns the properties, decoded. */
  Map<String, @Nullable Object> decoded(CodeLoaders code) {
    Map<String, @Nullable Object> decoded = new LinkedHashMap<>();
    values.forEach((key, value) -> decoded.put(key, code.decode(CodedValue.of(value))));
    return decoded;
  }

  void clear() {
    values.clear();
  }
}

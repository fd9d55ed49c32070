package org.multiengine.core.value;

import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.Serializer;
import org.multiengine.core.error.SerializationError;

/**
 * Serializes a collection that cannot be constructed by the receiver, such as {@code map.keySet()},
 * as a plain collection with the same elements in the same order.
 */
final class PlainCopySerializer extends Serializer<Object> {

  @SuppressWarnings("unchecked")
  PlainCopySerializer(Config config, Class<?> type) {
    super(config, (Class<Object>) type, true);
  }

  @Override
  public void write(WriteContext context, Object value) {
    context.writeRef(copyOf(value));
  }

  @Override
  public Object read(ReadContext context) {
    Object copy = context.readRef();
    if (copy instanceof Collection || copy instanceof Map || copy instanceof Map.Entry) {
      return copy;
    }
    throw new SerializationError("cannot decode " + type.getName() + ": no collection", null);
  }

  private static Object copyOf(Object value) {
    if (value instanceof Map.Entry<?, ?> entry) {
      return new SimpleEntry<>(entry);
    }
    if (value instanceof Map<?, ?> map) {
      return new LinkedHashMap<>(map);
    }
    return value instanceof Set<?> set
        ? new LinkedHashSet<>(set)
        : new ArrayList<>((Collection<?>) value);
  }
}

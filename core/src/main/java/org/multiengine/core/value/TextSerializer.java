package org.multiengine.core.value;

import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.Serializer;

/**
 * Serializes the text of a value. The value arrives as a string in every position, even as the key
 * of a map.
 */
final class TextSerializer extends Serializer<Object> {

  @SuppressWarnings("unchecked")
  TextSerializer(Config config, Class<?> type) {
    super(config, (Class<Object>) type, true);
  }

  @Override
  public void write(WriteContext context, Object value) {
    context.writeString(value.toString());
  }

  @Override
  public Object read(ReadContext context) {
    return context.readString();
  }
}

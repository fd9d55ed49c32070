package org.multiengine.core.value;

import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.Serializer;

/** Sends the text of a value, which arrives as a string wherever it stood, as a map's key too. */
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

package org.multiengine.core.value;

import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.Serializer;
import org.multiengine.core.error.SerializationError;

/** Refuses to serialize the values of a class. Null in a field of that class is allowed. */
final class RefusingSerializer extends Serializer<Object> {

  private final String name;

  @SuppressWarnings("unchecked")
  RefusingSerializer(Config config, Class<?> type) {
    super(config, (Class<Object>) type, true);
    this.name = Unsendable.nameOf(type);
  }

  @Override
  public void write(WriteContext context, Object value) {
    throw new SerializationError("cannot send " + name, null);
  }

  @Override
  public Object read(ReadContext context) {
    throw new SerializationError("cannot decode " + name + ": it has no meaning here", null);
  }
}

package org.multiengine.core.value;

import java.util.ArrayList;
import java.util.List;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.reflect.ObjectInstantiator;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.SerializationError;

/** Serializes the objects of a class as the parts of its {@link ObjectForm}. */
final class PartsSerializer extends Serializer<Object> {

  private static final int MAX_PARTS = 65_535;

  private final ObjectForm form;
  private final boolean byClient;
  private final String name;
  private final ObjectInstantiator<Object> instantiator;

  @SuppressWarnings("unchecked")
  PartsSerializer(TypeResolver resolver, Class<?> type, ObjectForm form, boolean byClient) {
    super(resolver.getConfig(), (Class<Object>) type, true);
    this.form = form;
    this.byClient = byClient;
    this.name = Unsendable.nameOf(type);
    this.instantiator = resolver.getObjectInstantiator((Class<Object>) type);
  }

  @Override
  public void write(WriteContext context, Object value) {
    if (form.isSentByClientsOnly() && !byClient) {
      throw new SerializationError("cannot send " + name, null);
    }
    List<ObjectForm.Part> parts = form.partsOf(value, byClient);
    context.getBuffer().writeInt32(parts.size());
    parts.forEach(part -> context.writeRef(part.value()));
  }

  @Override
  public Object read(ReadContext context) {
    Object created = instantiator.newInstance();
    context.reference(created);
    int count = context.getBuffer().readInt32();
    if (count < 0 || count > MAX_PARTS) {
      throw new SerializationError("cannot decode " + name + ": damaged", null);
    }
    List<@Nullable Object> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(context.readRef());
    }
    form.fill(created, parts);
    return created;
  }
}

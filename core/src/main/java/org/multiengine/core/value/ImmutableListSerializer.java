package org.multiengine.core.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.fory.context.ReadContext;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.collection.CollectionSerializer;

/**
 * Serializes an immutable list of the JDK. Such a list may hold nulls if a stream has created it,
 * which Fory does not decode.
 */
@SuppressWarnings({"rawtypes", "unchecked"}) // as in the superclass
final class ImmutableListSerializer extends CollectionSerializer<Collection> {

  /** The class of immutable lists of more than two elements. */
  static final Class<?> TYPE = List.of(1, 2, 3).getClass();

  ImmutableListSerializer(TypeResolver resolver) {
    super(resolver, (Class<Collection>) TYPE, true);
  }

  @Override
  public Collection newCollection(ReadContext context, boolean sized) {
    int size = readCollectionSize(context, context.getBuffer(), sized);
    setNumElements(size);
    return new ArrayList<>(size);
  }

  @Override
  public Collection onCollectionRead(Collection elements) {
    List<Object> list = (List<Object>) elements;
    return list.contains(null) ? list.stream().toList() : List.copyOf(list);
  }
}

package org.multiengine.core.value;

import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;
import org.apache.fory.serializer.SerializerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the serializers of classes that Fory does not handle well by itself. Fory asks once for
 * each class.
 */
final class SerializerChoice implements SerializerFactory {

  private final Consumer<Class<?>> onType;

  /**
   * Creates the choice.
   *
   * @param onType receives each class for which a serializer is chosen
   */
  SerializerChoice(Consumer<Class<?>> onType) {
    this.onType = onType;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public @Nullable Serializer createSerializer(TypeResolver resolver, Class<?> type) {
    onType.accept(type);
    if (isCharSequenceOfGroovy(type)) {
      return new TextSerializer(resolver.getConfig(), type);
    }
    if (Unsendable.isUnsendable(type)) {
      return new RefusingSerializer(resolver.getConfig(), type);
    }
    if (TraceKeepingSerializer.isFor(type)) {
      return new TraceKeepingSerializer(resolver, type);
    }
    return isView(type) ? new PlainCopySerializer(resolver.getConfig(), type) : null;
  }

  /** Returns whether a class is a GString, which is a text with unresolved values. */
  private static boolean isCharSequenceOfGroovy(Class<?> type) {
    Class<?> each = type;
    while (each != null && !each.getName().equals("groovy.lang.GString")) {
      each = each.getSuperclass();
    }
    return each != null;
  }

  /** Returns whether a class is a collection that only its own code can construct. */
  private static boolean isView(Class<?> type) {
    boolean holder =
        Collection.class.isAssignableFrom(type)
            || Map.class.isAssignableFrom(type)
            || Map.Entry.class.isAssignableFrom(type);
    if (!holder || type.isInterface()) {
      return false;
    }
    return Unsendable.isJdk(type)
        ? !Serializable.class.isAssignableFrom(type)
        : type.isAnonymousClass() && Unsendable.isJdk(type.getSuperclass());
  }
}

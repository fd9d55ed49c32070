package org.multiengine.core.value;

import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;
import org.apache.fory.serializer.SerializerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the serializers of classes that Fory does not handle well by itself. Fory asks once for
 * each class.
 */
final class SerializerChoice implements SerializerFactory {

  private static final Set<String> COPIES_OF_GROOVY =
      Set.of("groovy.lang.MapWithDefault", "groovy.lang.ListWithDefault");

  private final ClassLoader loader;
  private final boolean byClient;
  private final Supplier<ClassFilter> filter;
  private final Consumer<Class<?>> onType;

  /**
   * Creates the choice.
   *
   * @param loader the loader with whose classes receivers decode
   * @param byClient whether a client sends the values; otherwise an engine sends them
   * @param filter returns the filter of what is decoded
   * @param onType receives each class for which a serializer is chosen
   */
  SerializerChoice(
      ClassLoader loader,
      boolean byClient,
      Supplier<ClassFilter> filter,
      Consumer<Class<?>> onType) {
    this.filter = filter;
    this.loader = loader;
    this.byClient = byClient;
    this.onType = onType;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public @Nullable Serializer createSerializer(TypeResolver resolver, Class<?> type) {
    if (byClient && ElsewhereSerializer.isFor(type, loader)) {
      return new ElsewhereSerializer(resolver.getConfig(), type);
    }
    onType.accept(type);
    if (isCharSequenceOfGroovy(type)) {
      return new TextSerializer(resolver.getConfig(), type);
    }
    ObjectForm form = ObjectForms.find(type);
    if (form != null) {
      return new PartsSerializer(resolver, type, form, byClient);
    }
    if (Unsendable.isUnsendable(type)) {
      return new RefusingSerializer(resolver.getConfig(), type);
    }
    if (JavaFormSerializer.isFor(type)) {
      return new JavaFormSerializer(resolver.getConfig(), type, filter);
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

  /**
   * Returns whether a class is a collection that only its own code can construct, or one of Groovy
   * that holds a closure with its default.
   */
  private static boolean isView(Class<?> type) {
    if (COPIES_OF_GROOVY.contains(type.getName())) {
      return true;
    }
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

package org.multiengine.core.namespace.groovy.sending;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a class that are sent: those of its instances that are not transient. */
final class Fields {

  /** Fields that Groovy fills on demand. */
  private static final Set<String> CACHES = Set.of("bcw", "metaClass");

  private static final ClassValue<List<Field>> ALL =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return fieldsOf(type);
        }
      };

  private Fields() {}

  /** Returns the fields of a class and its superclasses, those of the superclasses first. */
  static List<Field> of(Class<?> type) {
    return ALL.get(type);
  }

  private static List<Field> fieldsOf(Class<?> type) {
    Class<?> parent = type.getSuperclass();
    List<Field> fields = parent == null ? new ArrayList<>() : new ArrayList<>(fieldsOf(parent));
    Arrays.stream(type.getDeclaredFields())
        .filter(Fields::isSent)
        .sorted(Comparator.comparing(Field::getName))
        .forEach(fields::add);
    fields.forEach(field -> field.setAccessible(true));
    return List.copyOf(fields);
  }

  private static boolean isSent(Field field) {
    int modifiers = field.getModifiers();
    return !Modifier.isStatic(modifiers)
        && !Modifier.isTransient(modifiers)
        && !CACHES.contains(field.getName());
  }

  static @Nullable Object get(Field field, Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the field " + field + " cannot be read", e);
    }
  }

  static void set(Field field, Object owner, @Nullable Object value) {
    try {
      field.set(owner, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the field " + field + " cannot be set", e);
    }
  }
}

package org.multiengine.core.value;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists the parts of a value, one level at a time, each with its path in the syntax of a script:
 * {@code value[3]['socket'].channel}. Fields of JDK classes are not accessible, so objects of these
 * classes have no parts unless they are collections.
 */
final class ValueWalk {

  private static final int MAX_PARTS = 100_000;

  /**
   * A place inside a value.
   *
   * @param value the part at this place
   * @param path the path to this place
   * @param owner the field that holds the part, or null if the part is an element
   */
  record Place(Object value, String path, @Nullable Field owner) {

    static Place root(Object value, String name) {
      return new Place(value, name, null);
    }

    /** Returns the path and, for a field, its name and class. */
    String describe() {
      return owner == null
          ? path
          : path
              + " (field '"
              + owner.getName()
              + "' of "
              + Unsendable.nameOf(owner.getDeclaringClass())
              + ")";
    }
  }

  private final Place parent;
  private final List<Place> parts = new ArrayList<>();

  private ValueWalk(Place parent) {
    this.parent = parent;
  }

  /**
   * Returns the direct parts of a value without nulls, at most the first 100,000.
   *
   * @param place the value
   * @param byClient whether a client sends the value
   */
  static List<Place> partsOf(Place place, boolean byClient) {
    var walk = new ValueWalk(place);
    ObjectForm form = byClient ? ObjectForms.find(place.value().getClass()) : null;
    if (form == null) {
      walk.collect(place.value());
    } else {
      form.partsOf(place.value(), true)
          .forEach(part -> walk.add("." + part.name(), part.value(), null));
    }
    return walk.parts;
  }

  private void collect(Object value) {
    if (value instanceof Object[] array) {
      addAll(Stream.of(array).toList());
    } else if (value instanceof Collection<?> collection) {
      addAll(collection);
    } else if (value instanceof Map<?, ?> map) {
      addAll(map);
    } else if (value instanceof Map.Entry<?, ?> entry) {
      add(".key", entry.getKey(), null);
      add(".value", entry.getValue(), null);
    } else if (value instanceof Optional<?> optional) {
      add(".get()", optional.orElse(null), null);
    } else if (value instanceof AtomicReference<?> reference) {
      add(".get()", reference.get(), null);
    } else if (value instanceof Throwable error) {
      add(".cause", error.getCause(), null);
      addAll(List.of(error.getSuppressed()), ".suppressed");
    }
    addFields(value);
  }

  private void addAll(Collection<?> elements) {
    addAll(elements, "");
  }

  private void addAll(Collection<?> elements, String prefix) {
    int index = 0;
    for (Object element : elements) {
      if (index == MAX_PARTS) {
        return;
      }
      add(prefix + "[" + index++ + "]", element, null);
    }
  }

  private void addAll(Map<?, ?> map) {
    int index = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (index == MAX_PARTS) {
        return;
      }
      add(".keys[" + index++ + "]", entry.getKey(), null);
      add("[" + keyText(entry.getKey()) + "]", entry.getValue(), null);
    }
  }

  private static String keyText(@Nullable Object key) {
    if (key == null || key instanceof Number || key instanceof Enum) {
      return String.valueOf(key);
    }
    return key instanceof CharSequence ? "'" + key + "'" : key.getClass().getSimpleName();
  }

  private void addFields(Object value) {
    Class<?> type = value.getClass();
    while (type != null && !type.isArray() && !Unsendable.isJdk(type)) {
      for (Field field : type.getDeclaredFields()) {
        addField(field, value);
      }
      type = type.getSuperclass();
    }
  }

  private void addField(Field field, Object value) {
    int modifiers = field.getModifiers();
    boolean sent = !Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers);
    if (sent && !field.getType().isPrimitive() && field.trySetAccessible()) {
      try {
        add("." + field.getName(), field.get(value), field);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("an accessible field is not accessible", e);
      }
    }
  }

  private void add(String step, @Nullable Object part, @Nullable Field owner) {
    if (part != null) {
      parts.add(new Place(part, parent.path() + step, owner));
    }
  }
}

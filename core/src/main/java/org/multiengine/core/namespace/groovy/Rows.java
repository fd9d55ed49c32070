package org.multiengine.core.namespace.groovy;

import groovy.lang.Closure;
import groovy.lang.GroovyObject;
import java.beans.BeanInfo;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.text.TextTable;
import org.multiengine.core.text.TextWidth;

/** Tables of lists whose elements are maps, records or beans. */
final class Rows {

  /** The number of elements from which a list is a table. */
  private static final int MIN_ROWS = 2;

  /** The maximum number of rows that are shown. */
  static final int MAX_ROWS = 50;

  /** The packages of this library whose records have text forms of their own. */
  private static final Set<String> OWN_PACKAGES =
      Set.of(
          "org.multiengine.core",
          "org.multiengine.core.identity",
          "org.multiengine.client",
          "org.multiengine.magics.script");

  private static final int MAX_COLUMNS = 50;

  /** The number of elements that are checked for being rows. */
  private static final int MAX_CHECKED = 1_000;

  private static final int MAX_CELL_CHARACTERS = 200;

  private Rows() {}

  /**
   * Returns the table of a list, or null if the list has fewer than two elements, or other elements
   * than maps, records or beans.
   *
   * @param columns the width of the lines
   */
  static @Nullable String table(Collection<?> items, int columns) {
    if (items.size() < MIN_ROWS || !items.stream().limit(MAX_CHECKED).allMatch(Rows::isRow)) {
      return null;
    }
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    items.stream().limit(MAX_ROWS).forEach(item -> rows.add(row(item)));
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.addAll(row.keySet()));
    List<TextTable.Column> all =
        names.stream().limit(MAX_COLUMNS).map(n -> column(n, rows)).toList();
    String lines = String.join("\n", new TextTable(all).lines(columns));
    int more = items.size() - rows.size();
    return more == 0 ? lines : lines + "\n" + Pretty.more(more, "rows");
  }

  private static boolean isRow(@Nullable Object item) {
    if (item instanceof Map<?, ?> map) {
      return !map.isEmpty() && map.keySet().stream().allMatch(CharSequence.class::isInstance);
    }
    if (item == null || isOwn(item.getClass())) {
      return false;
    }
    return item instanceof Record || isBean(item);
  }

  /** Returns whether a class is one of this library, whose text forms are those of IPython. */
  private static boolean isOwn(Class<?> type) {
    return OWN_PACKAGES.contains(type.getPackageName());
  }

  /** Returns whether an object has properties and no text form of its own. */
  private static boolean isBean(Object item) {
    Class<?> type = item.getClass();
    if (item instanceof Closure || item instanceof Collection || type.isArray() || type.isEnum()) {
      return false;
    }
    try {
      boolean plain = type.getMethod("toString").getDeclaringClass() == Object.class;
      return (plain || item instanceof GroovyObject) && !properties(type).isEmpty();
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private static Map<String, @Nullable Object> row(Object item) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    if (item instanceof Map<?, ?> map) {
      map.forEach((key, value) -> row.put(String.valueOf(key), value));
    } else {
      getters(item.getClass()).forEach((name, getter) -> row.put(name, read(item, getter)));
    }
    return row;
  }

  private static Map<String, Method> getters(Class<?> type) {
    return type.isRecord() ? components(type) : properties(type);
  }

  private static Map<String, Method> components(Class<?> type) {
    Map<String, Method> getters = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      getters.put(component.getName(), component.getAccessor());
    }
    return getters;
  }

  /** Returns the getters of a bean: in the order of its fields, then those without a field. */
  private static Map<String, Method> properties(Class<?> type) {
    Map<String, Method> found = new LinkedHashMap<>();
    try {
      BeanInfo bean =
          Introspector.getBeanInfo(type, Object.class, Introspector.IGNORE_ALL_BEANINFO);
      for (PropertyDescriptor property : bean.getPropertyDescriptors()) {
        if (property.getReadMethod() != null && !property.getName().equals("metaClass")) {
          found.put(property.getName(), property.getReadMethod());
        }
      }
    } catch (IntrospectionException e) {
      return Map.of();
    }
    Map<String, Method> ordered = new LinkedHashMap<>();
    Stream<String> fields = Arrays.stream(type.getDeclaredFields()).map(field -> field.getName());
    Stream.concat(fields, found.keySet().stream())
        .filter(found::containsKey)
        .forEach(name -> ordered.put(name, Objects.requireNonNull(found.get(name))));
    return ordered;
  }

  private static @Nullable Object read(Object item, Method getter) {
    try {
      getter.trySetAccessible();
      return getter.invoke(item);
    } catch (ReflectiveOperationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return "<" + cause.getClass().getSimpleName() + ">";
    }
  }

  private static TextTable.Column column(String name, List<Map<String, @Nullable Object>> rows) {
    List<String> cells =
        rows.stream().map(row -> row.containsKey(name) ? cell(row.get(name)) : "").toList();
    boolean numbers = rows.stream().allMatch(row -> isNumberOrAbsent(row.get(name)));
    return new TextTable.Column(name, cells, numbers);
  }

  private static boolean isNumberOrAbsent(@Nullable Object value) {
    return value == null || value instanceof Number;
  }

  private static String cell(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return text.length() <= MAX_CELL_CHARACTERS
          ? text.toString()
          : text.subSequence(0, MAX_CELL_CHARACTERS) + TextWidth.ELLIPSIS;
    }
    return Display.of(value, MAX_CELL_CHARACTERS);
  }
}

package org.multiengine.core.namespace.groovy;

import groovy.lang.Range;
import java.lang.reflect.Array;
import java.util.AbstractList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.text.TextWidth;

/**
 * Lays out values in lines of a terminal. A value that fits one line has its literal form. Lists of
 * maps, records or beans are tables. Of other lists and maps, nested values have a line each, and
 * numbers and texts fill the lines. Long values are cut between elements, and the rest is counted.
 */
final class Pretty {

  private final int columns;
  private final int limit;
  private final StringBuilder text = new StringBuilder();
  private final IdentityHashMap<Object, Boolean> open = new IdentityHashMap<>();
  private int lineStart;

  private Pretty(int columns, int limit) {
    this.columns = columns;
    this.limit = limit;
  }

  /**
   * Returns the text of a value.
   *
   * @param columns the width of a line
   * @param limit the approximate maximum number of characters
   */
  static String of(@Nullable Object value, int columns, int limit) {
    try {
      return laidOut(value, columns, limit);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Throwable failureOfTheValue) {
      return Display.of(value, limit);
    }
  }

  private static String laidOut(@Nullable Object value, int columns, int limit) {
    if (value instanceof CharSequence characters) {
      String rest = characters.length() > limit ? " " + amount(characters.length()) : "";
      return Display.of(value, limit) + (rest.isEmpty() ? "" : rest + " characters");
    }
    Object items = asItems(value);
    @Nullable String table = items instanceof Collection<?> all ? Rows.table(all, columns) : null;
    if (table != null) {
      return table;
    }
    var pretty = new Pretty(columns, limit);
    pretty.append(value, 0, 0);
    return pretty.text.toString();
  }

  /** Returns the line that counts what is not shown. */
  static String more(int count, String things) {
    return TextWidth.ELLIPSIS
        + " "
        + amount(count)
        + " more"
        + (things.isEmpty() ? "" : " " + things);
  }

  private static String amount(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Returns a list or the elements of an array as a collection, and other values unchanged. */
  private static @Nullable Object asItems(@Nullable Object value) {
    if (value != null && value.getClass().isArray()) {
      return new ArrayItems(value);
    }
    return value instanceof Range ? null : value;
  }

  private boolean isFull() {
    return text.length() > limit;
  }

  /**
   * Appends a value.
   *
   * @param indent the indentation of the lines of its parts
   * @param after the number of characters that follow it on its last line
   */
  private void append(@Nullable Object value, int indent, int after) {
    Object items = asItems(value);
    String literal = Display.of(value, columns);
    int used = TextWidth.of(text.substring(lineStart));
    boolean fits = literal.length() <= columns && used + TextWidth.of(literal) + after <= columns;
    if (!fits && items instanceof Map<?, ?> map && open.put(map, true) == null) {
      appendMap(map, indent);
      open.remove(map);
    } else if (!fits && items instanceof Collection<?> all && open.put(value, true) == null) {
      appendItems(all, indent);
      open.remove(value);
    } else {
      text.append(fits ? literal : Display.of(value, Math.max(1, limit - text.length())));
    }
  }

  private void appendMap(Map<?, ?> map, int indent) {
    text.append('[');
    int shown = 0;
    for (Iterator<? extends Map.Entry<?, ?>> i = map.entrySet().iterator(); i.hasNext(); shown++) {
      Map.Entry<?, ?> entry = i.next();
      if (shown > 0) {
        newLine(indent + 1);
      }
      if (isFull()) {
        text.append(more(map.size() - shown, ""));
        break;
      }
      text.append(Display.of(entry.getKey(), columns)).append(':');
      append(entry.getValue(), indent + 1, 1);
      text.append(i.hasNext() ? "," : "");
    }
    text.append(']');
  }

  private void appendItems(Collection<?> items, int indent) {
    boolean nested = items.stream().limit(2).anyMatch(Pretty::isContainer);
    text.append('[');
    int shown = 0;
    for (Iterator<?> i = items.iterator(); i.hasNext(); shown++) {
      Object item = i.next();
      if (isFull()) {
        text.append(shown > 0 && !nested ? " " : "");
        if (nested) {
          newLine(indent + 1);
        }
        text.append(more(items.size() - shown, ""));
        break;
      }
      if (shown > 0) {
        separate(item, nested, indent);
      }
      append(item, indent + 1, 1);
      text.append(i.hasNext() ? "," : "");
    }
    text.append(']');
  }

  private void separate(@Nullable Object item, boolean nested, int indent) {
    int used = TextWidth.of(text.substring(lineStart));
    boolean full = used + 2 + TextWidth.of(Display.of(item, columns)) > columns;
    if (nested || full) {
      newLine(indent + 1);
    } else {
      text.append(' ');
    }
  }

  private void newLine(int indent) {
    text.append('\n');
    lineStart = text.length();
    text.append(" ".repeat(indent));
  }

  private static boolean isContainer(@Nullable Object value) {
    return value != null
        && (value instanceof Map
            || (value instanceof Collection && !(value instanceof Range))
            || value.getClass().isArray());
  }

  /** The elements of an array. */
  private static final class ArrayItems extends AbstractList<@Nullable Object> {

    private final Object array;

    ArrayItems(Object array) {
      this.array = array;
    }

    @Override
    public @Nullable Object get(int index) {
      return Array.get(array, index);
    }

    @Override
    public int size() {
      return Array.getLength(array);
    }
  }
}

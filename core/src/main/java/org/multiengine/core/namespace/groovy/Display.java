package org.multiengine.core.namespace.groovy;

import groovy.lang.GString;
import groovy.lang.Range;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import org.codehaus.groovy.runtime.MethodClosure;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.namespace.groovy.classes.Functions;

/**
 * Formats values in Groovy's literal form, like Python's repr: {@code ['a':1, 'b':[2.5, null]]}.
 * Stops at a maximal length without visiting the rest of a huge value. Handles values that contain
 * themselves and values whose methods fail.
 */
final class Display {

  /** The default number of characters to show. */
  static final int DEFAULT_LENGTH = 10_000;

  private static final String ELLIPSIS = "…";

  private final int limit;
  private final StringBuilder text = new StringBuilder();
  private final IdentityHashMap<Object, Boolean> open = new IdentityHashMap<>();

  private Display(int limit) {
    this.limit = limit;
  }

  /** Returns the literal form of a value, cut to a number of characters and marked if cut. */
  static String of(@Nullable Object value, int limit) {
    var display = new Display(limit);
    display.appendSafely(value);
    return display.isFull() ? display.text.substring(0, limit) + ELLIPSIS : display.text.toString();
  }

  private boolean isFull() {
    return text.length() > limit;
  }

  private void appendSafely(@Nullable Object value) {
    int start = text.length();
    try {
      append(value);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) {
      // A failure of the value's own methods is shown and does not fail the script.
      text.setLength(start);
      text.append('<').append(value == null ? "null" : value.getClass().getSimpleName());
      text.append(" that cannot be shown: ").append(e.getClass().getSimpleName()).append('>');
    }
  }

  private void append(@Nullable Object value) {
    if (value instanceof CharSequence characters) {
      appendQuoted(value instanceof GString ? value.toString() : characters);
    } else if (value instanceof MethodClosure function) {
      text.append("<function ").append(Functions.nameOf(function.getMethod())).append('>');
    } else if (value instanceof Map<?, ?> map) {
      appendOnce(map, () -> appendMap(map));
    } else if (value instanceof Collection<?> items && !(value instanceof Range)) {
      appendOnce(items, () -> appendItems(items.iterator()));
    } else if (value != null && value.getClass().isArray()) {
      appendOnce(value, () -> appendArray(value));
    } else {
      text.append(value);
    }
  }

  private void appendOnce(Object container, Runnable content) {
    if (open.put(container, true) != null) {
      text.append("(this ").append(container instanceof Map ? "Map)" : "Collection)");
      return;
    }
    try {
      content.run();
    } finally {
      open.remove(container);
    }
  }

  private void appendItems(Iterator<?> items) {
    text.append('[');
    for (boolean first = true; items.hasNext() && !isFull(); first = false) {
      text.append(first ? "" : ", ");
      appendSafely(items.next());
    }
    text.append(']');
  }

  private void appendArray(Object array) {
    text.append('[');
    for (int i = 0; i < Array.getLength(array) && !isFull(); i++) {
      text.append(i == 0 ? "" : ", ");
      appendSafely(Array.get(array, i));
    }
    text.append(']');
  }

  private void appendMap(Map<?, ?> map) {
    text.append('[');
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    text.append(entries.hasNext() ? "" : ":");
    for (boolean first = true; entries.hasNext() && !isFull(); first = false) {
      Map.Entry<?, ?> entry = entries.next();
      text.append(first ? "" : ", ");
      appendSafely(entry.getKey());
      text.append(':');
      appendSafely(entry.getValue());
    }
    text.append(']');
  }

  private void appendQuoted(CharSequence characters) {
    text.append('\'');
    for (int i = 0; i < characters.length() && !isFull(); i++) {
      appendEscaped(characters.charAt(i));
    }
    text.append('\'');
  }

  private void appendEscaped(char character) {
    switch (character) {
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      case '\\' -> text.append("\\\\");
      case '\'' -> text.append("\\'");
      default -> {
        if (Character.isISOControl(character)) {
          text.append("\\u%04x".formatted((int) character));
        } else {
          text.append(character);
        }
      }
    }
  }
}

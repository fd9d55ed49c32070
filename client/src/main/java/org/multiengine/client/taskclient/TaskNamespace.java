package org.multiengine.client.taskclient;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.text.Repr;

/**
 * The values of a {@link TaskResult} as attributes: scripts write {@code result.ns.a}. Immutable.
 */
public final class TaskNamespace {

  private static final String HIDDEN = "__";

  private final Map<String, @Nullable Object> values;

  TaskNamespace(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  /**
   * Returns the value of a name.
   *
   * @throws KernelError if there is no value of that name
   */
  public @Nullable Object get(String name) {
    if (!values.containsKey(name)) {
      throw new KernelError("'ResultNS' object has no attribute '" + name + "'");
    }
    return values.get(name);
  }

  /** Does the same as {@link #get}, so that a Groovy script can write {@code ns['a']}. */
  public @Nullable Object getAt(String name) {
    return get(name);
  }

  /** Returns the text of values in the form of a dictionary of Python. */
  static String text(Map<String, @Nullable Object> values) {
    var text = new StringJoiner(", ", "{", "}");
    values.forEach(
        (name, value) -> {
          String shown = value instanceof CharSequence of ? Repr.of(of.toString()) : "" + value;
          text.add(Repr.of(name) + ": " + shown);
        });
    return text.toString();
  }

  /** Returns for example <code>NS{'a': 5}</code>; names with two underscores are left out. */
  @Override
  public String toString() {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>(values);
    shown.keySet().removeIf(name -> name.startsWith(HIDDEN) || name.endsWith(HIDDEN));
    return "NS" + text(shown);
  }
}

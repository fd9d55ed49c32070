package org.multiengine.core.namespace.groovy.sending;

import groovy.lang.Binding;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The names that received functions see: those of the namespace that receives them, and then the
 * functions that were sent along. Assignments change the namespace.
 *
 * <p>Safe for use by several threads if the binding of the namespace is.
 */
public final class ReceivedNames extends Binding {

  private static final ThreadLocal<@Nullable ReceivedNames> CURRENT = new ThreadLocal<>();

  private final Binding names;
  private final Map<String, Object> carried = new ConcurrentHashMap<>();

  private ReceivedNames(Binding names) {
    super(names.getVariables());
    this.names = names;
  }

  /**
   * Runs a decoder. Scripts and functions among the decoded objects see the names of a binding.
   *
   * @param names the names of the namespace that receives the objects
   * @param decoder decodes an object in the calling thread
   */
  public static <T extends @Nullable Object> T during(Binding names, Supplier<T> decoder) {
    ReceivedNames before = CURRENT.get();
    CURRENT.set(new ReceivedNames(names));
    try {
      return decoder.get();
    } finally {
      if (before == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(before);
      }
    }
  }

  /** Returns the names for objects that this thread decodes; empty ones outside a namespace. */
  static ReceivedNames current() {
    ReceivedNames current = CURRENT.get();
    return current == null ? new ReceivedNames(new Binding()) : current;
  }

  /** Returns the functions that were sent along, by name. */
  Map<String, Object> carried() {
    return carried;
  }

  @Override
  public @Nullable Object getVariable(String name) {
    Object function = carried.get(name);
    if (function == null || names.hasVariable(name)) {
      return names.getVariable(name);
    }
    return function;
  }

  @Override
  public void setVariable(String name, @Nullable Object value) {
    names.setVariable(name, value);
  }

  @Override
  public void removeVariable(String name) {
    names.removeVariable(name);
  }

  @Override
  public boolean hasVariable(String name) {
    return names.hasVariable(name) || carried.containsKey(name);
  }
}

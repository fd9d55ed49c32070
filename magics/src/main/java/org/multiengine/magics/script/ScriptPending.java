package org.multiengine.magics.script;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.PendingResult;
import org.multiengine.core.namespace.HasMembers;
import org.multiengine.magics.text.NearNames;

/**
 * A pending result as scripts see it (reference, 5).
 *
 * <pre>{@code
 * pr.r                                  // waits
 * pr.get_result(block: false)           // null if it is not ready
 * pr.get_result('not yet', block: false)
 * pr.add_callback { it.size() }         // from now on, pr.r is the value of the callback
 * }</pre>
 *
 * <p>The other members are those of {@link PendingResult}, also in IPython's spelling. Not safe for
 * use by several threads.
 */
public final class ScriptPending extends GroovyObjectSupport implements HasMembers {

  /** Methods of {@link PendingResult} by the names of the properties that read them. */
  private static final Map<String, String> PROPERTIES = Map.of("ready", "isDone", "done", "isDone");

  /** Methods of {@link PendingResult} that scripts can read as properties. */
  private static final Set<String> READABLE =
      Set.of("submitted", "completed", "progress", "timings", "isDone");

  private static final List<String> COMPLETIONS =
      List.of(
          "r",
          "ready",
          "progress",
          "timings",
          "submitted",
          "completed",
          "get_result",
          "get",
          "get_now",
          "is_done",
          "cancel",
          "on_output",
          "add_callback");

  private record Callback(Closure<?> function, List<@Nullable Object> arguments) {}

  private final PendingResult<?> pending;
  private final ScriptCalls origin;
  private final List<Callback> callbacks = new ArrayList<>();
  private @Nullable Supplier<@Nullable Object> known;

  ScriptPending(PendingResult<?> pending, ScriptCalls origin) {
    this.pending = pending;
    this.origin = origin;
  }

  /** Returns the pending result itself. */
  public PendingResult<?> pending() {
    return pending;
  }

  /** Waits for the result and returns it. Short for {@link #getResult()}. */
  public @Nullable Object getR() {
    return getResult();
  }

  /** Waits for the result and returns it. */
  public @Nullable Object getResult() {
    if (known == null) {
      known = readOnce();
    }
    return known.get();
  }

  /**
   * Waits for the value and passes it through the callbacks. Callbacks run once, and only if the
   * call succeeded (reference, 5.1).
   */
  private Supplier<@Nullable Object> readOnce() {
    Object value = origin.await(pending);
    try {
      for (Callback callback : callbacks) {
        value = callback.function().call(arguments(callback, value));
      }
    } catch (RuntimeException error) {
      return () -> {
        throw error;
      };
    }
    Object last = value;
    return () -> last;
  }

  /**
   * Returns the arguments of a callback: the value comes before its further arguments, but after
   * named ones, which Groovy passes first.
   */
  private static @Nullable Object[] arguments(Callback callback, @Nullable Object value) {
    List<@Nullable Object> all = new ArrayList<>(callback.arguments());
    boolean named = !all.isEmpty() && all.get(0) instanceof Map;
    all.add(named ? 1 : 0, value);
    return all.toArray();
  }

  /** Returns the result, or a default if it is not ready and {@code block: false} is given. */
  private @Nullable Object result(Arguments arguments) {
    arguments.requireOnly(List.of("default", Arguments.BLOCK));
    Map<String, @Nullable Object> options = arguments.options();
    List<@Nullable Object> values = arguments.values();
    Object whenNotReady = values.isEmpty() ? options.get("default") : values.get(0);
    Object block = values.size() > 1 ? values.get(1) : options.getOrDefault(Arguments.BLOCK, true);
    return Conversions.block(block) || pending.isDone() ? getResult() : whenNotReady;
  }

  private ScriptPending addCallback(@Nullable Object[] given) {
    List<@Nullable Object> all = new ArrayList<>(Arrays.asList(given));
    int place = all.size() > 1 && all.get(0) instanceof Map ? 1 : 0;
    if (all.size() <= place || !(all.get(place) instanceof Closure<?> function)) {
      throw new IllegalArgumentException(
          "add_callback takes a closure and its further arguments, as in add_callback { it.size()"
              + " }");
    }
    all.remove(place);
    callbacks.add(new Callback(function, all));
    return this;
  }

  @Override
  public @Nullable Object invokeMethod(String name, @Nullable Object arguments) {
    @Nullable Object[] given =
        arguments instanceof Object[] several ? several : new Object[] {arguments};
    String java = Members.javaName(name);
    return switch (java) {
      case "getResult" -> result(Arguments.of(name, given, Signature.ofAny()));
      case "get" -> given.length == 0 ? getResult() : delegate(name, java, given);
      case "addCallback" -> addCallback(given);
      default -> delegate(name, java, given);
    };
  }

  private @Nullable Object delegate(String name, String java, @Nullable Object[] given) {
    String method = PROPERTIES.getOrDefault(java, java);
    if (InvokerHelper.getMetaClass(PendingResult.class).respondsTo(pending, method).isEmpty()) {
      throw new UnknownMethod(name, getClass(), given, unknown("method", name));
    }
    Object value = InvokerHelper.invokeMethod(pending, method, given);
    return value == pending ? this : value;
  }

  @Override
  public @Nullable Object getProperty(String name) {
    String java = Members.javaName(name);
    String method = PROPERTIES.getOrDefault(java, java);
    if (java.equals("r") || java.equals("result")) {
      return getResult();
    }
    if (READABLE.contains(method)) {
      return InvokerHelper.invokeMethod(pending, method, new Object[0]);
    }
    if (java.equals("class") || java.equals("metaClass")) {
      return super.getProperty(name);
    }
    throw new UnknownProperty(name, getClass(), unknown("property", name));
  }

  private static String unknown(String kind, String name) {
    return "a pending result has no "
        + kind
        + " "
        + name
        + NearNames.question(name, new TreeSet<>(COMPLETIONS));
  }

  @Override
  public List<String> completions() {
    return COMPLETIONS;
  }

  /** Returns the call and whether it has ended. */
  @Override
  public String toString() {
    return pending.toString();
  }
}

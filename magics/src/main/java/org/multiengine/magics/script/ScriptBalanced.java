package org.multiengine.magics.script;

import groovy.lang.GroovyObjectSupport;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.codehaus.groovy.runtime.DefaultGroovyMethods;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.task.LoadBalancedView;
import org.multiengine.client.task.Streaming;
import org.multiengine.core.Pending;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.namespace.HasMembers;

/**
 * A balanced view, as scripts see it: closures are functions, and {@code block} says whether a call
 * waits.
 *
 * <pre>{@code
 * lview = mec.balanced()
 * task = lview.submit({ a, b -> a * b }, 6, 7)
 * squares = lview.map({ it * it }, 0..<100)
 * lview.priority(5).execute('x = 1', push: [y: 2], pull: 'x', block: true)
 * }</pre>
 */
public final class ScriptBalanced extends GroovyObjectSupport implements HasMembers {

  private final LoadBalancedView view;

  /** Creates the form of a view for scripts. */
  public ScriptBalanced(LoadBalancedView view) {
    this.view = view;
  }

  /** Returns the view itself. */
  public LoadBalancedView view() {
    return view;
  }

  /** Calls a method by its name in Java or in the spelling of Python. */
  @Override
  public @Nullable Object invokeMethod(String name, @Nullable Object arguments) {
    @Nullable Object[] given =
        arguments instanceof Object[] several ? several : new Object[] {arguments};
    String java = Members.javaName(name);
    Arguments call = Arguments.of(name, given, Signature.ofAny());
    return switch (java) {
      case "submit", "apply" -> submitTask(call);
      case "map" -> mapAll(call);
      case "execute" -> executeText(call);
      case "stream" -> openStream(call);
      default -> {
        Object result = InvokerHelper.invokeMethod(view, java, given);
        yield result instanceof LoadBalancedView other ? new ScriptBalanced(other) : result;
      }
    };
  }

  private static Object first(Arguments call) {
    Object value = call.values().isEmpty() ? null : call.values().get(0);
    if (value == null) {
      throw new IllegalArgumentException(call.method() + " takes a function or a text");
    }
    return value instanceof CharSequence text ? text.toString() : value;
  }

  private static @Nullable Object[] others(Arguments call) {
    return call.values().subList(1, call.values().size()).toArray();
  }

  private static @Nullable Object outcome(Arguments call, Pending<?> pending, boolean otherwise) {
    Object block = call.options().get(Arguments.BLOCK);
    return (block == null ? otherwise : Conversions.block(block)) ? await(pending) : pending;
  }

  private static @Nullable Object await(Pending<?> pending) {
    try {
      return pending.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelError("gave up waiting for " + pending + "; it continues", e);
    }
  }

  private @Nullable Object submitTask(Arguments call) {
    call.requireOnly(List.of(Arguments.BLOCK));
    return outcome(call, view.submitFunction(first(call), others(call)), false);
  }

  private @Nullable Object mapAll(Arguments call) {
    call.requireOnly(List.of(Arguments.BLOCK));
    return outcome(call, view.mapFunction(first(call), others(call)), true);
  }

  private @Nullable Object executeText(Arguments call) {
    call.requireOnly(List.of("push", "pull", Arguments.BLOCK));
    Object push = call.options().get("push");
    Object pull = call.options().get("pull");
    Map<?, ?> values = push instanceof Map<?, ?> map ? map : Map.of();
    List<?> names = pull instanceof Collection<?> several ? List.copyOf(several) : one(pull);
    return outcome(
        call,
        view.execute(
            String.valueOf(first(call)),
            named(values),
            names.stream().map(String::valueOf).toArray(String[]::new)),
        false);
  }

  private static List<?> one(@Nullable Object name) {
    return name == null ? List.of() : List.of(name);
  }

  @SuppressWarnings("unchecked") // Conversions.map returns a map by name
  private static Map<String, ?> named(Map<?, ?> values) {
    Object converted = Conversions.map(values);
    return converted instanceof Map<?, ?> map ? (Map<String, ?>) map : Map.of();
  }

  private Object openStream(Arguments call) {
    call.requireOnly(List.of("ordered"));
    Object source = others(call).length == 1 ? others(call)[0] : null;
    Iterator<?> elements = DefaultGroovyMethods.iterator(source);
    boolean isOrdered = Conversions.block(call.options().getOrDefault("ordered", true));
    return view.streamFunction(
        first(call), elements, isOrdered ? Streaming.inOrder() : Streaming.unordered());
  }

  @Override
  public List<String> completions() {
    return Stream.concat(
            Arrays.stream(LoadBalancedView.class.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .map(method -> method.getName())
                .filter(name -> !name.endsWith("Function") && !name.equals("of")),
            Stream.of("apply"))
        .distinct()
        .sorted()
        .toList();
  }

  /** Returns the engines of the view. */
  @Override
  public String toString() {
    return view.toString();
  }
}

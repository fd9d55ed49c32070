package org.multiengine.magics.script;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.client.OnError;
import org.multiengine.client.task.LoadBalancedView;
import org.multiengine.core.Targets;

/** The methods that return views, and the one that sets targets. */
final class ViewMethods {

  private ViewMethods() {}

  /** Returns a view of engines, or, without targets, what the engines report of themselves. */
  static @Nullable Object engines(MethodCall call) {
    boolean targeted =
        !call.values().isEmpty() || call.arguments().options().containsKey(Arguments.TARGETS);
    return targeted ? view(call) : call.invoke("engines", List.of());
  }

  /** Returns a view of engines. */
  static ScriptView view(MethodCall call) {
    List<@Nullable Object> values = call.values();
    Map<String, @Nullable Object> options = call.arguments().options();
    Object given = values.size() == 1 ? values.get(0) : values;
    boolean byName = values.isEmpty() && options.containsKey(Arguments.TARGETS);
    Object targets = byName ? options.get(Arguments.TARGETS) : given;
    ScriptView view = bound(call.calls(), Conversions.targets(targets));
    view.setBlock(call.calls().waits(options));
    return view;
  }

  /** Returns a view of all engines. */
  static ScriptView all(MethodCall call) {
    return bound(call.calls(), Targets.all());
  }

  /** Returns a view that has any engine run its work. */
  static ScriptBalanced balanced(MethodCall call) {
    LoadBalancedView all = call.calls().home().client().balanced();
    Object named = call.arguments().options().get(Arguments.TARGETS);
    List<@Nullable Object> values = call.values();
    Object targets = values.isEmpty() ? named : values.size() == 1 ? values.get(0) : values;
    return new ScriptBalanced(targets == null ? all : all.among(Conversions.targets(targets)));
  }

  /** Returns the task client of IPython 0.10. */
  static ScriptTasks tasks(MethodCall call) {
    return new ScriptTasks(call.calls().home().client().tasks());
  }

  /** Sets the targets of later calls. */
  static @Nullable Object setTargets(MethodCall call) {
    call.calls().setTargets(call.value(0));
    return null;
  }

  /** Returns a view with another reaction of the engines to errors. */
  static ScriptView onError(MethodCall call) {
    OnError action = action(call.value(0));
    return with(call.calls(), view -> view.onError(action));
  }

  /** Returns a view whose calls have a limit of time. */
  static ScriptView withTimeout(MethodCall call) {
    Duration limit = duration(call.value(0));
    return with(call.calls(), view -> view.withTimeout(limit));
  }

  private static ScriptView bound(ScriptCalls calls, Targets targets) {
    return new ScriptView(calls, targets, settings(calls));
  }

  private static ScriptView with(ScriptCalls calls, UnaryOperator<DirectView> setting) {
    UnaryOperator<DirectView> before = settings(calls);
    return new ScriptView(calls, calls.view().targets(), view -> setting.apply(before.apply(view)));
  }

  private static UnaryOperator<DirectView> settings(ScriptCalls calls) {
    return calls instanceof ScriptView view ? view.settings() : UnaryOperator.identity();
  }

  private static OnError action(@Nullable Object value) {
    if (value instanceof OnError action) {
      return action;
    }
    String name = String.valueOf(value).toUpperCase(Locale.ROOT);
    return Arrays.stream(OnError.values())
        .filter(action -> action.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("onError takes 'continue' or 'clear_queue'"));
  }

  private static Duration duration(@Nullable Object value) {
    if (value instanceof Duration duration) {
      return duration;
    }
    if (value instanceof Number seconds) {
      return Duration.ofMillis(new BigDecimal(seconds.toString()).movePointRight(3).longValue());
    }
    throw new IllegalArgumentException("withTimeout takes a number of seconds or a Duration");
  }
}

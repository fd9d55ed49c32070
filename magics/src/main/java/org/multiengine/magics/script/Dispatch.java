package org.multiengine.magics.script;

import groovy.lang.MissingMethodException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.client.OnError;
import org.multiengine.client.PendingResult;
import org.multiengine.core.Targets;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.core.partition.Distribution;
import org.multiengine.magics.text.NearNames;

/** Carries out what a script calls on a client, by the methods of the client's class. */
record Dispatch(ScriptCalls calls) {

  /**
   * Calls a method.
   *
   * @param name its name in Java or in IPython
   * @param given what the script gives
   * @throws UnknownMethod if the client has no such method
   */
  @Nullable Object call(String name, @Nullable Object[] given) {
    String java = Members.javaName(name);
    if (java.equals("pushFunctions")) {
      return call(Arguments.of(name, asMap(given), Signature.of(java)), java, Signature.of(java));
    }
    if (Members.isPending(java)) {
      return pendingForm(name, Members.withoutAsync(java), given);
    }
    if (!Members.isMember(java)) {
      throw new UnknownMethod(
          name,
          calls.getClass(),
          given,
          "a client has no method " + name + NearNames.question(name, Members.completions()));
    }
    return call(Arguments.of(name, given, Signature.of(java)), java, Signature.of(java));
  }

  /** A name and a function, as Java's method takes them, are a map of one function. */
  private static @Nullable Object[] asMap(@Nullable Object[] given) {
    int place = given.length > 0 && given[0] instanceof Map ? 1 : 0;
    if (given.length < place + 2 || !(given[place] instanceof CharSequence name)) {
      return given;
    }
    List<@Nullable Object> values = new ArrayList<>(Arrays.asList(given));
    Map<String, @Nullable Object> function = new LinkedHashMap<>();
    function.put(name.toString(), values.remove(place + 1));
    values.set(place, function);
    return values.toArray();
  }

  private @Nullable Object pendingForm(String name, String java, @Nullable Object[] given) {
    Arguments arguments = Arguments.of(name, given, Signature.of(java));
    arguments.options().put(Arguments.BLOCK, false);
    return call(arguments, java, Signature.of(java));
  }

  private @Nullable Object call(Arguments arguments, String java, @Nullable Signature signature) {
    return switch (java) {
      case "map" -> map(arguments);
      case "engines" -> isQuestion(arguments) ? ask(arguments) : view(arguments);
      case "view" -> view(arguments);
      case "all" -> bound(Targets.all());
      default -> {
        if (signature == null) {
          arguments.requireKnown(List.of());
          yield invoke(java, arguments, arguments.values());
        }
        yield callBound(arguments, java, arguments.bind(signature));
      }
    };
  }

  private @Nullable Object callBound(
      Arguments arguments, String java, List<@Nullable Object> bound) {
    return switch (java) {
      case "mapper" -> mapper(arguments, bound.get(0));
      case "parallel" -> parallel(arguments, bound);
      case "barrier" -> barrier(bound.get(0));
      case "kill" -> kill(arguments, Boolean.TRUE.equals(bound.get(0)));
      case "pullFunction" -> functions(arguments, String.valueOf(bound.get(0)));
      case "onError" -> view(view -> view.onError(onError(bound.get(0))));
      case "withTimeout" -> view(view -> view.withTimeout(duration(bound.get(0))));
      case "setTargets" -> {
        calls.setTargets(bound.get(0));
        yield null;
      }
      case "get" -> invoke("pull", arguments, bound);
      case "put" -> {
        Map<String, @Nullable Object> pushed = new LinkedHashMap<>();
        pushed.put(String.valueOf(bound.get(0)), bound.get(1));
        yield invoke("push", arguments, List.of(pushed));
      }
      default -> invoke(java, arguments, bound);
    };
  }

  private @Nullable Object invoke(
      String java, Arguments arguments, List<? extends @Nullable Object> values) {
    DirectView view = calls.viewFor(arguments.options());
    boolean wait = calls.waits(arguments.options());
    if (Members.hasPending(java)) {
      var pending = (PendingResult<?>) invoke(view, java + "Async", arguments, values);
      return calls.outcome(pending, wait);
    }
    return invoke(view, java, arguments, values);
  }

  private static Object invoke(
      DirectView view, String java, Arguments arguments, List<? extends @Nullable Object> values) {
    try {
      return InvokerHelper.invokeMethod(view, java, values.toArray());
    } catch (MissingMethodException e) {
      if (!java.equals(e.getMethod())) {
        throw e;
      }
      List<String> types =
          values.stream()
              .map(value -> value == null ? "null" : value.getClass().getSimpleName())
              .toList();
      throw new IllegalArgumentException(
          arguments.method() + " does not take (" + String.join(", ", types) + ")", e);
    }
  }

  private @Nullable Object map(Arguments arguments) {
    arguments.requireKnown(List.of("dist"));
    List<@Nullable Object> values = arguments.values();
    if (values.size() < 2 || values.get(0) == null) {
      throw new IllegalArgumentException(
          arguments.method()
              + " takes a function and one or more sequences, as in map({ it**2 }, 0..<8)");
    }
    Object how = arguments.options().getOrDefault("dist", "b");
    return mapper(arguments, Conversions.distribution(how))
        .map(values.get(0), values.subList(1, values.size()).toArray());
  }

  private ScriptMapper mapper(Arguments arguments, @Nullable Object distribution) {
    Distribution how = distribution instanceof Distribution given ? given : Distribution.BLOCK;
    return new ScriptMapper(calls, arguments.options(), how);
  }

  private Object parallel(Arguments arguments, List<@Nullable Object> bound) {
    var parallel = new ScriptParallel(mapper(arguments, bound.get(1)));
    Object function = bound.get(0);
    return function == null ? parallel : parallel.call(function);
  }

  /** What failed is told when its result is asked for (reference, 5.4). */
  private @Nullable Object barrier(@Nullable Object pendings) {
    if (!(pendings instanceof Collection<?> several)) {
      throw new IllegalArgumentException("barrier takes a list of pending results");
    }
    List<PendingResult<?>> all = new ArrayList<>();
    several.forEach(each -> all.add(pending(each)));
    for (PendingResult<?> pending : all) {
      awaitQuietly(pending);
    }
    return null;
  }

  private void awaitQuietly(PendingResult<?> pending) {
    try {
      calls.await(pending);
    } catch (KernelError | IllegalArgumentException error) {
      if (error.getCause() instanceof InterruptedException || !pending.isDone()) {
        throw error;
      }
    }
  }

  private static PendingResult<?> pending(@Nullable Object value) {
    if (value instanceof ScriptPending script) {
      return script.pending();
    }
    if (value instanceof PendingResult<?> pending) {
      return pending;
    }
    throw new IllegalArgumentException(
        "Objects passed to barrier must be PendingResult instances; not "
            + Conversions.shown(value));
  }

  private @Nullable Object kill(Arguments arguments, boolean controller) {
    if (controller) {
      calls.view().kill(true);
      return null;
    }
    return invoke("kill", arguments, List.of());
  }

  private List<RemoteClosure> functions(Arguments arguments, String name) {
    List<RemoteClosure> closures = new ArrayList<>();
    for (RemoteFunction<@Nullable Object, @Nullable Object> function :
        calls.viewFor(arguments.options()).pullFunction(name)) {
      closures.add(new RemoteClosure(calls, function));
    }
    return closures;
  }

  /** Without targets {@code engines()} asks the engines about themselves. */
  private static boolean isQuestion(Arguments arguments) {
    return arguments.values().isEmpty() && !arguments.options().containsKey(Arguments.TARGETS);
  }

  private @Nullable Object ask(Arguments arguments) {
    arguments.requireKnown(List.of());
    return invoke("engines", arguments, List.of());
  }

  private ScriptView view(Arguments arguments) {
    arguments.requireKnown(List.of());
    List<@Nullable Object> values = arguments.values();
    Object given = values.size() == 1 ? values.get(0) : values;
    boolean byName = values.isEmpty() && arguments.options().containsKey(Arguments.TARGETS);
    Object targets = byName ? arguments.options().get(Arguments.TARGETS) : given;
    ScriptView view = bound(Conversions.targets(targets));
    view.setBlock(calls.waits(arguments.options()));
    return view;
  }

  private ScriptView bound(Targets targets) {
    return new ScriptView(calls, targets, settings());
  }

  private ScriptView view(UnaryOperator<DirectView> setting) {
    UnaryOperator<DirectView> before = settings();
    return new ScriptView(calls, calls.view().targets(), view -> setting.apply(before.apply(view)));
  }

  private UnaryOperator<DirectView> settings() {
    return calls instanceof ScriptView view ? view.settings() : UnaryOperator.identity();
  }

  private static OnError onError(@Nullable Object value) {
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

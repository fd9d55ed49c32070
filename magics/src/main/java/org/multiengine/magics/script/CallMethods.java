package org.multiengine.magics.script;

import groovy.lang.Closure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.function.PythonFunction;
import org.multiengine.core.function.RemoteBiFunction;
import org.multiengine.core.function.RemoteCallable;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.core.function.RemoteSupplier;
import org.multiengine.magics.PromptLibraries;

/** The methods whose calls on the client differ from what the script writes. */
final class CallMethods {

  private CallMethods() {}

  /** Pulls the value of one name. */
  static @Nullable Object get(MethodCall call) {
    return call.invoke("pull", call.values());
  }

  /** Pushes the value of one name. */
  static @Nullable Object put(MethodCall call) {
    Map<String, @Nullable Object> pushed = new LinkedHashMap<>();
    pushed.put(String.valueOf(call.value(0)), call.value(1));
    return call.invoke("push", List.of(pushed));
  }

  /** Adds jars to the engines and to the scripts of this prompt. */
  static @Nullable Object addLibraries(MethodCall call) {
    Object jars = call.value(0);
    List<Path> files = new ArrayList<>();
    if (jars instanceof Collection<?> several) {
      several.forEach(each -> files.add((Path) Conversions.file(each)));
    } else {
      files.add((Path) Conversions.file(jars));
    }
    PromptLibraries.add(call.calls().home().client(), files);
    return null;
  }

  /** Removes engines, or ends the cluster. */
  static @Nullable Object kill(MethodCall call) {
    if (!Boolean.TRUE.equals(call.value(0))) {
      return call.invoke("kill", List.of());
    }
    call.calls().view().kill(true);
    return null;
  }

  /**
   * Returns a function of each engine in a form that scripts can call; for several names, a list of
   * functions of each engine (reference, 9.2).
   */
  static List<?> pullFunction(MethodCall call) {
    return ofEachName(call, name -> pullFunction(call, name));
  }

  private static List<RemoteClosure> pullFunction(MethodCall call, String name) {
    ScriptCalls calls = call.calls();
    List<RemoteClosure> closures = new ArrayList<>();
    for (RemoteFunction<@Nullable Object, @Nullable Object> function :
        calls.viewFor(call.arguments().options()).pullFunction(name)) {
      closures.add(new RemoteClosure(calls, function));
    }
    return closures;
  }

  /** Pulls encoded values: one of each engine, or for several names a list of each engine. */
  static @Nullable Object pullSerialized(MethodCall call) {
    return call.value(0) instanceof String
        ? call.invoke()
        : ofEachName(
            call, name -> call.calls().viewFor(call.arguments().options()).pullSerialized(name));
  }

  /** Returns the values of one name, or of several names as a list for each engine. */
  private static List<?> ofEachName(MethodCall call, Function<String, List<?>> values) {
    if (call.value(0) instanceof String name) {
      return values.apply(name);
    }
    List<List<Object>> ofEngines = new ArrayList<>();
    for (Object name : (Collection<?>) Objects.requireNonNull(call.value(0))) {
      List<?> ofName = values.apply(String.valueOf(name));
      for (int engine = 0; engine < ofName.size(); engine++) {
        if (ofEngines.size() <= engine) {
          ofEngines.add(new ArrayList<>());
        }
        ofEngines.get(engine).add(ofName.get(engine));
      }
    }
    return ofEngines;
  }

  /** Pushes functions, and refuses other values (reference, 9.2). */
  static @Nullable Object pushFunctions(MethodCall call) {
    if (call.value(0) instanceof Map<?, ?> functions) {
      functions.forEach(CallMethods::requireFunction);
    }
    return call.invoke();
  }

  private static void requireFunction(Object name, @Nullable Object value) {
    boolean function =
        value instanceof Closure
            || value instanceof RemoteFunction
            || value instanceof RemoteBiFunction
            || value instanceof RemoteSupplier
            || value instanceof RemoteCallable
            || value instanceof PythonFunction;
    if (!function) {
      throw new IllegalArgumentException(
          "push_function takes functions; "
              + name
              + " is "
              + Conversions.shown(value)
              + ", which push takes");
    }
  }

  /** Returns arguments in which a name and a function have become a map of one function. */
  static @Nullable Object[] withFunctionMap(@Nullable Object[] given) {
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
}

package org.multiengine.magics.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.function.RemoteFunction;

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

  /** Removes engines, or ends the cluster. */
  static @Nullable Object kill(MethodCall call) {
    if (!Boolean.TRUE.equals(call.value(0))) {
      return call.invoke("kill", List.of());
    }
    call.calls().view().kill(true);
    return null;
  }

  /** Returns a function of each engine in a form that scripts can call. */
  static List<RemoteClosure> pullFunction(MethodCall call) {
    ScriptCalls calls = call.calls();
    List<RemoteClosure> closures = new ArrayList<>();
    for (RemoteFunction<@Nullable Object, @Nullable Object> function :
        calls.viewFor(call.arguments().options()).pullFunction(String.valueOf(call.value(0)))) {
      closures.add(new RemoteClosure(calls, function));
    }
    return closures;
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

package org.multiengine.magics.script;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.partition.Distribution;

/**
 * The parameters of a method beside targets and block, under their names in IPython (reference, 3),
 * so that scripts can give them by name.
 *
 * @param parameters the parameters in their order
 */
record Signature(List<Parameter> parameters) {

  /**
   * A parameter.
   *
   * @param name its name in IPython
   * @param conversion makes what the client takes of what the script gives
   * @param presence what holds if it is not given
   * @param fallback its value then
   */
  record Parameter(
      String name,
      UnaryOperator<@Nullable Object> conversion,
      Presence presence,
      @Nullable Object fallback) {}

  /** What holds if a parameter is not given. */
  enum Presence {
    REQUIRED,
    /** The method is called without it. */
    OPTIONAL,
    /** It has a value of its own. */
    DEFAULTED
  }

  private static final Parameter DIST =
      new Parameter("dist", Conversions::distribution, Presence.DEFAULTED, Distribution.BLOCK);

  private static final Map<String, Signature> KNOWN = known();

  private static Map<String, Signature> known() {
    Map<String, Signature> all = new TreeMap<>();
    for (String plain :
        List.of(
            "ids",
            "size",
            "keys",
            "reset",
            "queueStatus",
            "clearQueue",
            "clearProperties",
            "flush",
            "clearPendingResults",
            "all",
            "close")) {
      all.put(plain, of());
    }
    all.put("execute", of(needs("lines", Conversions::text)));
    all.put("complete", of(needs("typed", Conversions::text)));
    all.put("run", of(needs("filename", Conversions::file)));
    all.put("push", of(needs("namespace", Conversions::map)));
    all.put("put", of(needs("key", Conversions::text), needs("value", Conversions::any)));
    all.put("get", of(needs("key", Conversions::text)));
    all.put("pull", of(needs("keys", Conversions::nameOrNames)));
    all.put("zipPull", of(needs("keys", Conversions::names)));
    all.put("pushFunctions", of(needs("namespace", Conversions::map)));
    all.put("pullFunction", of(needs("keys", Conversions::text)));
    all.put("pushSerialized", of(needs("namespace", Conversions::map)));
    all.put("pullSerialized", of(needs("keys", Conversions::text)));
    all.put("serialize", of(needs("value", Conversions::any)));
    all.put("getResult", of(new Parameter("i", Conversions::whole, Presence.OPTIONAL, null)));
    all.put("kill", of(new Parameter("controller", Conversions::flag, Presence.DEFAULTED, false)));
    all.put(
        "scatter",
        of(
            needs("key", Conversions::text),
            needs("seq", Conversions::any),
            DIST,
            new Parameter("flatten", Conversions::flag, Presence.DEFAULTED, false)));
    all.put("gather", of(needs("key", Conversions::text), DIST));
    all.put("setProperties", of(needs("properties", Conversions::map)));
    all.put(
        "getProperties",
        of(new Parameter("keys", Conversions::namesOrAll, Presence.DEFAULTED, null)));
    all.put("hasProperties", of(needs("keys", Conversions::names)));
    all.put("delProperties", of(needs("keys", Conversions::names)));
    all.put(
        "rawMap", of(needs("func", Conversions::any), needs("seqs", Conversions::sequences), DIST));
    all.put("mapper", of(DIST));
    all.put(
        "parallel", of(new Parameter("func", Conversions::any, Presence.DEFAULTED, null), DIST));
    all.put("apply", of(needs("function", Conversions::callable)));
    all.put("barrier", of(needs("pendingResults", Conversions::any)));
    all.put("allowClasses", of(needs("name", Conversions::text)));
    all.put("view", of(needs("targets", Conversions::any)));
    all.put("setTargets", of(needs("targets", Conversions::any)));
    all.put("onError", of(needs("action", Conversions::any)));
    all.put("withTimeout", of(needs("timeout", Conversions::any)));
    return all;
  }

  private static Signature of(Parameter... parameters) {
    return new Signature(Arrays.asList(parameters));
  }

  private static Parameter needs(String name, UnaryOperator<@Nullable Object> conversion) {
    return new Parameter(name, conversion, Presence.REQUIRED, null);
  }

  /** Returns the parameters of a method, or null if they are not told here. */
  static @Nullable Signature of(String method) {
    return KNOWN.get(method);
  }

  /** Returns whether its first parameter is a map, which Groovy cannot tell from named ones. */
  boolean takesMap() {
    return !parameters.isEmpty()
        && List.of("namespace", "properties").contains(parameters.get(0).name());
  }

  List<String> names() {
    return parameters.stream().map(Parameter::name).toList();
  }
}

package org.multiengine.magics.script;

import static org.multiengine.magics.script.Signature.defaulted;
import static org.multiengine.magics.script.Signature.optional;
import static org.multiengine.magics.script.Signature.required;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.partition.Distribution;
import org.multiengine.magics.script.Signature.Parameter;
import org.multiengine.magics.text.NearNames;

/**
 * The methods that scripts can call on a client: the parameters of each, and the handler that
 * carries out a call. A public method of the client that has no entry takes the script's values as
 * they are.
 */
final class MethodTable {

  /** Carries out a call. */
  @FunctionalInterface
  interface Handler {

    /** Returns the value of the call for the script. */
    @Nullable Object handle(MethodCall call);
  }

  /**
   * A method.
   *
   * @param signature its parameters
   * @param handler carries out a call of it
   */
  record Entry(Signature signature, Handler handler) {}

  private static final Parameter DIST =
      defaulted("dist", Conversions::distribution, Distribution.BLOCK);

  private static final Entry OTHER = new Entry(Signature.ofAny(), MethodCall::invoke);

  static final Map<String, Entry> ENTRIES = entries();

  private MethodTable() {}

  private static Map<String, Entry> entries() {
    Map<String, Entry> all = new TreeMap<>();
    addQuestions(all);
    addCommands(all);
    addValues(all);
    addProperties(all);
    addMaps(all);
    addViews(all);
    return Collections.unmodifiableMap(all);
  }

  private static void addQuestions(Map<String, Entry> all) {
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
            "close")
        .forEach(name -> add(all, name));
  }

  private static void addCommands(Map<String, Entry> all) {
    add(all, "execute", required("lines", Conversions::text));
    add(all, "complete", required("typed", Conversions::text));
    add(all, "run", required("filename", Conversions::file));
    add(all, "getResult", optional("i", Conversions::whole));
    add(all, "apply", required("function", Conversions::callable));
    add(all, "addLibraries", CallMethods::addLibraries, required("jars", Conversions::any));
    add(all, "allowClasses", required("name", Conversions::text));
    add(all, "kill", CallMethods::kill, defaulted("controller", Conversions::flag, false));
    add(all, "barrier", Barrier::await, required("pendingResults", Conversions::any));
  }

  private static void addValues(Map<String, Entry> all) {
    Parameter key = required("key", Conversions::text);
    Parameter namespace = required("namespace", Conversions::map);
    add(all, "push", namespace);
    add(all, "put", CallMethods::put, key, required("value", Conversions::any));
    add(all, "get", CallMethods::get, key);
    add(all, "pull", required("keys", Conversions::nameOrNames));
    add(all, "zipPull", required("keys", Conversions::names));
    Parameter names = required("keys", Conversions::nameOrNames);
    add(all, "pushFunctions", CallMethods::pushFunctions, namespace);
    add(all, "pullFunction", CallMethods::pullFunction, names);
    add(all, "pushSerialized", namespace);
    add(all, "pullSerialized", CallMethods::pullSerialized, names);
    add(all, "serialize", required("value", Conversions::any));
    add(
        all,
        "scatter",
        key,
        required("seq", Conversions::any),
        DIST,
        defaulted("flatten", Conversions::flag, false));
    add(all, "gather", key, DIST);
  }

  private static void addProperties(Map<String, Entry> all) {
    Parameter names = required("keys", Conversions::names);
    add(all, "setProperties", required("properties", Conversions::map));
    add(all, "getProperties", defaulted("keys", Conversions::namesOrAll, null));
    add(all, "hasProperties", names);
    add(all, "delProperties", names);
  }

  private static void addMaps(Map<String, Entry> all) {
    all.put("map", new Entry(Signature.ofAny("dist"), MapMethods::map));
    add(all, "mapper", MapMethods::mapper, DIST);
    add(all, "parallel", MapMethods::parallel, defaulted("func", Conversions::any, null), DIST);
    add(
        all,
        "rawMap",
        required("func", Conversions::any),
        required("seqs", Conversions::sequences),
        DIST);
  }

  private static void addViews(Map<String, Entry> all) {
    all.put("engines", new Entry(Signature.ofAny(), ViewMethods::engines));
    all.put("view", new Entry(Signature.ofAny(), ViewMethods::view));
    all.put("all", new Entry(Signature.ofAny(), ViewMethods::all));
    all.put("balanced", new Entry(Signature.ofAny(), ViewMethods::balanced));
    all.put("tasks", new Entry(Signature.ofAny(), ViewMethods::tasks));
    add(all, "setTargets", ViewMethods::setTargets, required("targets", Conversions::any));
    add(all, "onError", ViewMethods::onError, required("action", Conversions::any));
    add(all, "withTimeout", ViewMethods::withTimeout, required("timeout", Conversions::any));
  }

  private static void add(Map<String, Entry> all, String name, Parameter... parameters) {
    add(all, name, MethodCall::invoke, parameters);
  }

  private static void add(
      Map<String, Entry> all, String name, Handler handler, Parameter... parameters) {
    all.put(name, new Entry(Signature.of(parameters), handler));
  }

  /**
   * Calls a method.
   *
   * @param calls the client or view it is called on
   * @param name its name in Java or in IPython
   * @param given the arguments of the script
   * @throws UnknownMethod if the client has no such method
   */
  static @Nullable Object call(ScriptCalls calls, String name, @Nullable Object[] given) {
    String java = Members.javaName(name);
    if (!Members.isMember(java)) {
      throw new UnknownMethod(
          name,
          calls.getClass(),
          given,
          "a client has no method " + name + NearNames.question(name, Members.completions()));
    }
    boolean pending = Members.isPending(java);
    String method = pending ? Members.withoutAsync(java) : java;
    Entry entry = ENTRIES.getOrDefault(method, OTHER);
    var arguments = Arguments.of(name, reshaped(method, given), entry.signature());
    if (pending) {
      arguments.options().put(Arguments.BLOCK, false);
    }
    List<@Nullable Object> values = arguments.bind(entry.signature());
    return entry.handler().handle(new MethodCall(calls, method, arguments, values));
  }

  /** Returns the arguments with a name and a function as a map, which pushFunctions takes. */
  private static @Nullable Object[] reshaped(String method, @Nullable Object[] given) {
    return method.equals("pushFunctions") ? CallMethods.withFunctionMap(given) : given;
  }
}

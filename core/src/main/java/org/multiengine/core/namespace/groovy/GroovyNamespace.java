package org.multiengine.core.namespace.groovy;

import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.MetaClass;
import java.lang.ref.Reference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import org.codehaus.groovy.runtime.MethodClosure;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.NameError;
import org.multiengine.core.namespace.Evaluation;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.namespace.ScriptFunction;
import org.multiengine.core.namespace.groovy.classes.CompiledText;
import org.multiengine.core.namespace.groovy.classes.DeclaredClasses;
import org.multiengine.core.namespace.groovy.classes.Environment;
import org.multiengine.core.namespace.groovy.classes.Functions;
import org.multiengine.core.namespace.groovy.classes.MetaClasses;
import org.multiengine.core.namespace.groovy.classes.ScriptCache;
import org.multiengine.core.namespace.groovy.classes.SyntaxProblem;
import org.multiengine.core.namespace.groovy.classes.TextLoader;
import org.multiengine.core.namespace.groovy.script.EngineScript;
import org.multiengine.core.namespace.groovy.script.SourceText;
import org.multiengine.core.namespace.groovy.script.SourceTexts;
import org.multiengine.core.namespace.groovy.sending.ReceivedNames;

/** A namespace whose texts are Groovy scripts. */
final class GroovyNamespace implements Namespace {

  private final ScriptCache cache;
  private final Map<String, @Nullable Object> names =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private final Binding binding = new Binding(names);
  private final SourceTexts sources = new SourceTexts();
  private final ScriptErrors errors = new ScriptErrors(sources, names::containsKey);
  private final DeclaredClasses classes = new DeclaredClasses();
  private Environment environment = Environment.EMPTY;

  GroovyNamespace(ScriptCache cache) {
    this.cache = cache;
  }

  @Override
  public Evaluation evaluate(String text, String sourceName) throws ScriptError {
    Thread thread = Thread.currentThread();
    ClassLoader contextLoader = thread.getContextClassLoader();
    SourceText source = null;
    try {
      CompiledText compiled = cache.get(text, environment, classes.view());
      source = new SourceText(compiled.scriptClass(), sourceName, text);
      return run(compiled, source);
    } catch (SyntaxProblem e) {
      throw ScriptErrors.of(e, new SourceText("", sourceName, text));
    } catch (Throwable e) {
      throw errors.of(e);
    } finally {
      thread.setContextClassLoader(contextLoader);
      // A late interrupt was meant for this text and must not stop the next one.
      Thread.interrupted();
      // The traceback quotes the text, which nothing else refers to after an exception.
      Reference.reachabilityFence(source);
    }
  }

  /** Loads a compiled text, defines its functions and runs it. A script may throw any exception. */
  private Evaluation run(CompiledText compiled, SourceText source) throws Throwable {
    sources.add(source);
    TextLoader loader = classes.loaderOf(compiled, source);
    environment = environment.with(compiled);
    if (!compiled.isRunnable()) {
      return Evaluation.NONE;
    }
    EngineScript script = instantiate(loader, compiled.scriptClass());
    script.attach(binding, source);
    defineFunctions(script, compiled);
    return run(script, compiled.outline().displayed());
  }

  private static EngineScript instantiate(TextLoader loader, String scriptClass)
      throws ReflectiveOperationException {
    Class<?> type = DeclaredClasses.load(loader, scriptClass);
    MetaClass held = MetaClasses.prepare(type);
    try {
      return (EngineScript) type.getConstructor().newInstance();
    } finally {
      Reference.reachabilityFence(held);
    }
  }

  private void defineFunctions(EngineScript script, CompiledText compiled) {
    for (String method : compiled.outline().functions()) {
      names.put(Functions.nameOf(method), new MethodClosure(script, method));
    }
  }

  private static Evaluation run(EngineScript script, boolean displayed) {
    try {
      Object value = script.run();
      return new Evaluation(value, displayed && value != null);
    } finally {
      MetaClasses.forgetChanges(script.getClass());
    }
  }

  @Override
  public @Nullable Object get(String name) {
    synchronized (names) {
      if (!names.containsKey(name)) {
        throw notDefined(name);
      }
      return names.get(name);
    }
  }

  @Override
  public void put(String name, @Nullable Object value) {
    names.put(name, value);
  }

  @Override
  public void remove(String name) {
    synchronized (names) {
      if (!names.containsKey(name)) {
        throw notDefined(name);
      }
      names.remove(name);
    }
  }

  private static NameError notDefined(String name) {
    return new NameError("name " + name + " is not defined");
  }

  @Override
  public List<String> names() {
    synchronized (names) {
      return List.copyOf(names.keySet());
    }
  }

  @Override
  public List<String> complete(String text) {
    Map<String, Object> known;
    synchronized (names) {
      known = new LinkedHashMap<>(names);
    }
    return Completions.of(text, known);
  }

  @Override
  public Object attach(Object function) {
    return GroovyFunctions.attach(function, binding);
  }

  @Override
  public <T extends @Nullable Object> T receive(Supplier<T> decoder) {
    return ReceivedNames.during(binding, decoder);
  }

  @Override
  public @Nullable Object detach(@Nullable Object function) {
    return function == null ? null : GroovyFunctions.detach(function);
  }

  @Override
  public @Nullable ScriptFunction function(@Nullable Object value) {
    if (!(value instanceof Closure<?> closure)) {
      return null;
    }
    // A closure without parameters does not want what the caller offers, such as the engine.
    boolean isPlain = closure.getMaximumNumberOfParameters() == 0;
    return isPlain ? arguments -> closure.call() : closure::call;
  }

  /**
   * Returns the function that an expression evaluates to. The text is wrapped in parentheses
   * because Groovy would parse a leading brace as a block.
   */
  @Override
  public ScriptFunction functionOf(String expression, String sourceName) throws ScriptError {
    Object value = evaluate("(" + expression + "\n)", sourceName).value();
    ScriptFunction function = function(value == null ? null : attach(value));
    if (function == null) {
      throw new KernelError(expression + " is not a function: " + display(value));
    }
    return function;
  }

  @Override
  public ScriptError explain(Throwable thrown) {
    return errors.ofFunction(thrown);
  }

  @Override
  public String withOwnLines(String traceback) {
    return SourceText.FRAME
        .matcher(traceback)
        .replaceAll(frame -> Matcher.quoteReplacement(withOwnLine(frame)));
  }

  private String withOwnLine(MatchResult frame) {
    SourceText source = sources.ofFile(frame.group(1));
    if (source == null) {
      return frame.group();
    }
    String line = source.line(Integer.parseInt(frame.group(3)));
    return source.name() + frame.group(2) + frame.group(3) + (line == null ? "" : " " + line);
  }

  @Override
  public String display(@Nullable Object value) {
    return Display.of(value, Display.DEFAULT_LENGTH);
  }

  @Override
  public String display(@Nullable Object value, int columns) {
    return Pretty.of(value, columns, Display.DEFAULT_LENGTH);
  }

  @Override
  public void reset() {
    names.clear();
    classes.clear();
    environment = Environment.EMPTY;
  }

  @Override
  public void close() {
    reset();
  }
}

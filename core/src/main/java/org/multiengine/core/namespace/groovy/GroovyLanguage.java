package org.multiengine.core.namespace.groovy;

import groovy.lang.GroovySystem;
import org.multiengine.core.namespace.Language;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.namespace.groovy.classes.EvaluatedTexts;
import org.multiengine.core.namespace.groovy.classes.MetaClasses;
import org.multiengine.core.namespace.groovy.classes.ScriptCache;
import org.multiengine.core.namespace.groovy.classes.SyntaxProblem;
import org.multiengine.core.namespace.groovy.script.SourceText;

/**
 * Groovy, the default language of engines: Java's own types, closures, and scripts without class
 * declarations.
 *
 * <p>All namespaces of this JVM share one cache of compiled texts, so that a text that many engines
 * run is compiled once. Classes named in scripts are looked up by the class loader of this library.
 *
 * <pre>{@code
 * try (Namespace namespace = Languages.named("groovy").createNamespace()) {
 *   namespace.evaluate("def twice(x) { 2 * x }", "In [1]");
 *   namespace.evaluate("twice(21)", "In [2]").value(); // 42
 * }
 * }</pre>
 *
 * <p>Later scripts see the names that a script assigned without {@code def} or a type, and its
 * functions, imports and classes. A variable declared by {@code def x = 1} or {@code int x = 1} is
 * local to its text, and functions of the text do not see it.
 */
public final class GroovyLanguage implements Language {

  private static final ScriptCache SHARED =
      new ScriptCache(ScriptCache.DEFAULT_TEXTS, ScriptCache.DEFAULT_CHARACTERS);

  static {
    EvaluatedTexts.install();
  }

  private final ScriptCache cache;

  /** Creates the language with the cache that all namespaces of this JVM share. */
  public GroovyLanguage() {
    this(SHARED);
  }

  public GroovyLanguage(ScriptCache cache) {
    this.cache = cache;
  }

  @Override
  public String name() {
    return "groovy";
  }

  @Override
  public String version() {
    return "Groovy " + GroovySystem.getVersion();
  }

  @Override
  public void check(String text, String sourceName) throws ScriptError {
    try {
      cache.check(text);
    } catch (SyntaxProblem problem) {
      throw ScriptErrors.of(problem, new SourceText("", sourceName, text));
    }
  }

  /**
   * Returns the text of a file with a call of its main method, if the file only declares. Groovy
   * runs such a file in the same way.
   */
  @Override
  public String toRun(String text, String sourceName) throws ScriptError {
    try {
      String call = cache.entryPoint(text);
      return call.isEmpty() ? text : text + "\n" + call;
    } catch (SyntaxProblem problem) {
      throw ScriptErrors.of(problem, new SourceText("", sourceName, text));
    }
  }

  @Override
  public boolean isComplete(String text) {
    return !OpenText.isOpen(text, cache);
  }

  /**
   * Returns a closure with its script, but without the names of its namespace. Its free names are
   * looked up in the namespace that receives it.
   */
  @Override
  public Object detach(Object function) {
    return GroovyFunctions.toSend(function);
  }

  @Override
  public void forget(Class<?> type) {
    MetaClasses.forget(type);
  }

  @Override
  public Namespace createNamespace() {
    return new GroovyNamespace(cache);
  }
}

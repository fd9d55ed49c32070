package org.multiengine.core.namespace.groovy.classes;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.multiengine.core.code.Libraries;

/**
 * A cache of the most recently compiled texts, shared by the engines of a JVM. If several engines
 * request a text at the same time, the first one compiles it and the others wait. A text that does
 * not compile is not kept. Safe for use by several threads.
 */
public final class ScriptCache {

  /** The default number of compiled texts to keep. */
  public static final int DEFAULT_TEXTS = 512;

  /** The default total length of the texts to keep. */
  public static final int DEFAULT_CHARACTERS = 8_000_000;

  /**
   * What the result of a compilation depends on.
   *
   * @param libraries the number of libraries that have been added to this JVM
   */
  private record Key(String text, Environment environment, int libraries) {}

  private final int maxTexts;
  private final int maxCharacters;
  private final Compiler compiler = new Compiler();

  /** The compiled texts, the least recently used first. */
  private final Map<Key, CompletableFuture<CompiledText>> texts =
      new LinkedHashMap<>(16, 0.75f, true);

  /**
   * The classes that a text declares, once they are known. The text does not need to find these
   * classes.
   */
  private final Map<String, Set<String>> declarations = new LinkedHashMap<>(16, 0.75f, true);

  private long characters;

  public ScriptCache(int maxTexts, int maxCharacters) {
    this.maxTexts = maxTexts;
    this.maxCharacters = maxCharacters;
  }

  /**
   * Returns a text compiled in an environment.
   *
   * @param text the text
   * @param environment the declarations of earlier texts
   * @param declared the loader of the classes of that environment
   * @throws SyntaxProblem if the text does not compile
   * @throws InterruptedException if interrupted while another thread compiles the text
   */
  public CompiledText get(String text, Environment environment, ClassLoader declared)
      throws SyntaxProblem, InterruptedException {
    Key key = keyOf(text, environment);
    var mine = new CompletableFuture<CompiledText>();
    CompletableFuture<CompiledText> task = putIfAbsent(key, mine);
    if (task == mine) {
      compile(key, declared, mine);
    }
    try {
      CompiledText compiled = task.get();
      rememberDeclarations(key, compiled, task);
      return compiled;
    } catch (ExecutionException e) {
      remove(key, task);
      throw rethrown(e);
    }
  }

  /**
   * Parses a text without keeping the result.
   *
   * @throws SyntaxProblem if the text cannot be parsed
   */
  public void check(String text) throws SyntaxProblem {
    TextOutline unused = compiler.parse(text);
  }

  /**
   * Returns the call that runs a file that only declares, or an empty text.
   *
   * @throws SyntaxProblem if the text cannot be parsed
   */
  public String entryPoint(String text) throws SyntaxProblem {
    return compiler.parse(text).entryPoint();
  }

  /** Returns the number of texts in the cache. */
  synchronized int size() {
    return texts.size();
  }

  private void compile(Key key, ClassLoader declared, CompletableFuture<CompiledText> result) {
    try {
      result.complete(compiler.compile(key.text(), key.environment(), declared));
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }

  /**
   * Returns the key of a text. Classes that the text itself declares are left out of the
   * environment, because their earlier versions do not affect how it compiles.
   */
  private synchronized Key keyOf(String text, Environment environment) {
    return new Key(
        text,
        environment.without(declarations.getOrDefault(text, Set.of())),
        Libraries.shared().count());
  }

  private synchronized CompletableFuture<CompiledText> putIfAbsent(
      Key key, CompletableFuture<CompiledText> mine) {
    CompletableFuture<CompiledText> earlier = texts.get(key);
    if (earlier != null) {
      return earlier;
    }
    put(key, mine);
    return mine;
  }

  private void put(Key key, CompletableFuture<CompiledText> task) {
    texts.put(key, task);
    characters += key.text().length();
    Iterator<Map.Entry<Key, CompletableFuture<CompiledText>>> oldest = texts.entrySet().iterator();
    while (texts.size() > 1 && (texts.size() > maxTexts || characters > maxCharacters)) {
      var entry = oldest.next();
      oldest.remove();
      characters -= entry.getKey().text().length();
      release(entry.getValue());
    }
  }

  private synchronized void remove(Key key, CompletableFuture<CompiledText> task) {
    if (texts.remove(key, task)) {
      characters -= key.text().length();
    }
  }

  private synchronized void rememberDeclarations(
      Key key, CompiledText compiled, CompletableFuture<CompiledText> task) {
    Set<String> names = compiled.declaredClasses();
    if (names.isEmpty() || declarations.put(key.text(), names) != null) {
      return;
    }
    if (declarations.size() > maxTexts) {
      declarations.remove(declarations.keySet().iterator().next());
    }
    Key reduced = keyOf(key.text(), key.environment());
    if (!texts.containsKey(reduced)) {
      put(reduced, task);
    }
  }

  private static void release(CompletableFuture<CompiledText> task) {
    if (task.isDone() && !task.isCompletedExceptionally()) {
      task.join().release();
    }
  }

  private static SyntaxProblem rethrown(ExecutionException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof SyntaxProblem problem) {
      return problem;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new SyntaxProblem(String.valueOf(cause), 0, cause == null ? failure : cause);
  }
}

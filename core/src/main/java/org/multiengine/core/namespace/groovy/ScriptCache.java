package org.multiengine.core.namespace.groovy;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The texts compiled last, shared by the engines of a JVM. A text that several engines ask for at
 * the same moment is compiled by the first; the others wait. A text that does not compile is not
 * kept. Safe for use by several threads.
 */
final class ScriptCache {

  /** How many compiled texts are kept unless told otherwise. */
  static final int DEFAULT_TEXTS = 512;

  /** How many characters the kept texts may have together unless told otherwise. */
  static final int DEFAULT_CHARACTERS = 8_000_000;

  private record Key(String text, Environment environment) {}

  private final int maxTexts;
  private final int maxCharacters;
  private final Compiler compiler = new Compiler();

  /** The text used longest ago comes first. */
  private final Map<Key, CompletableFuture<CompiledText>> texts =
      new LinkedHashMap<>(16, 0.75f, true);

  /** Which classes a text declares, once that is known: those it does not need to find. */
  private final Map<String, Set<String>> declarations = new LinkedHashMap<>(16, 0.75f, true);

  private long characters;

  ScriptCache(int maxTexts, int maxCharacters) {
    this.maxTexts = maxTexts;
    this.maxCharacters = maxCharacters;
  }

  /**
   * Returns a text compiled in an environment.
   *
   * @param declared finds the classes of that environment
   * @throws SyntaxProblem if the text does not compile
   * @throws InterruptedException if interrupted while another thread compiles it
   */
  CompiledText get(String text, Environment environment, ClassLoader declared)
      throws SyntaxProblem, InterruptedException {
    Key key = keyOf(text, environment);
    var mine = new CompletableFuture<CompiledText>();
    CompletableFuture<CompiledText> task = enter(key, mine);
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
   * Parses a text and keeps nothing of it.
   *
   * @throws SyntaxProblem if it cannot be parsed
   */
  void check(String text) throws SyntaxProblem {
    compiler.parse(text);
  }

  /** Returns how many texts are kept. */
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

  /** A text that declares a class compiles the same whatever that class was before. */
  private synchronized Key keyOf(String text, Environment environment) {
    return new Key(text, environment.without(declarations.getOrDefault(text, Set.of())));
  }

  private synchronized CompletableFuture<CompiledText> enter(
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

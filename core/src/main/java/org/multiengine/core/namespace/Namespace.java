package org.multiengine.core.namespace;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.NameError;

/**
 * The names and values of one engine, and the methods that run texts on them.
 *
 * <p>Only one thread, the engine's evaluation thread, evaluates and changes a namespace. {@link
 * #names()} may be called by any thread at any time, even while a script runs.
 *
 * <p>An interrupt of the evaluation thread stops a script inside its own loops, methods and
 * closures. {@link #evaluate} then throws a {@link ScriptError} whose cause is an {@link
 * InterruptedException}. The namespace remains usable.
 *
 * <p>The contents may live in another process. Values then travel: {@link #get} returns a copy. If
 * that process ends, {@link #lost()} completes, and every method throws {@link NamespaceLost}.
 */
public interface Namespace extends AutoCloseable {

  /**
   * Runs a text. The whole text is parsed first, so that a syntax error anywhere runs nothing. The
   * run stops at the first statement that fails. Functions, imports and classes that the text
   * declares are available to later texts.
   *
   * @param text the script
   * @param sourceName the name of the text in tracebacks, for example {@code In [3]}
   * @throws ScriptError if the text cannot be parsed or a statement throws any exception or error,
   *     including StackOverflowError; only OutOfMemoryError is thrown as it is
   */
  Evaluation evaluate(String text, String sourceName) throws ScriptError;

  /**
   * Returns the value of a name.
   *
   * @throws NameError if the name is not defined
   */
  @Nullable Object get(String name);

  /** Binds a name to a value and replaces an earlier value. */
  void put(String name, @Nullable Object value);

  /**
   * Binds a name to an object of the application in this process, which scripts use without a copy.
   *
   * @throws KernelError if scripts of this language cannot use objects of this process
   */
  default void bind(String name, Object object) {
    put(name, object);
  }

  /**
   * Removes a name.
   *
   * @throws NameError if the name is not defined
   */
  void remove(String name);

  /** Returns the defined names in the order of their first definition. Safe for any thread. */
  List<String> names();

  /**
   * Returns the possible completions of the last word of a text that is being typed: names, or
   * members of the object before a dot. Nothing of the text is run. Safe for any thread, even while
   * a script runs.
   *
   * @param text the text up to the cursor
   * @return whole words in alphabetical order; empty if none are known
   */
  default List<String> complete(String text) {
    return List.of();
  }

  /**
   * Returns the form in which a function is bound to a name here. A function of this language then
   * uses the names of this namespace; a function of Java can be called like functions of the
   * language. Any other object is returned unchanged.
   */
  Object attach(Object function);

  /**
   * Decodes an object in the calling thread. Functions of this language among the decoded objects
   * use the names of this namespace.
   */
  default <T extends @Nullable Object> T receive(Supplier<T> decoder) {
    return decoder.get();
  }

  /** Returns the form in which a function attached here can be sent. */
  @Nullable Object detach(@Nullable Object function);

  /**
   * Returns a value of this language as a function, or null if the value cannot be called.
   *
   * @param value the value, attached if it is a function
   */
  @Nullable ScriptFunction function(@Nullable Object value);

  /**
   * Returns the function that an expression evaluates to, for example {@code { x -> x * x }}.
   *
   * @param expression the expression, in the language of this namespace
   * @param sourceName the name of the expression in tracebacks
   * @throws ScriptError if the expression cannot be evaluated
   * @throws KernelError if its value is not a function
   */
  ScriptFunction functionOf(String expression, String sourceName) throws ScriptError;

  /**
   * Returns the error that users see for an exception of their code on this namespace.
   *
   * @throws OutOfMemoryError if that was thrown
   */
  ScriptError explain(Throwable thrown);

  /**
   * Returns a traceback of an engine in which frames of functions that come from this namespace
   * have the names and lines of their texts.
   */
  default String withOwnLines(String traceback) {
    return traceback;
  }

  /**
   * Returns the form in which a prompt shows a value: the literal form of the language, like
   * Python's repr.
   */
  String display(@Nullable Object value);

  /**
   * Completes when the contents of the namespace no longer exist, although it was not closed. Never
   * completes if they are part of this process.
   */
  default CompletableFuture<NamespaceLost> lost() {
    return new CompletableFuture<>();
  }

  /**
   * Returns the form of {@link #display(Object)}, laid out in lines. A value that fits one line has
   * its literal form. Lists of maps, records or beans are tables, nested values have a line each,
   * and long values are cut between elements.
   *
   * @param columns the width of a line in columns of a terminal
   */
  default String display(@Nullable Object value, int columns) {
    return display(value);
  }

  /** Removes all names, functions, imports and classes that texts have declared. */
  void reset();

  /** Releases the contents of the namespace, which must not be used afterwards. */
  @Override
  void close();
}

package org.multiengine.core.namespace;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.NameError;

/**
 * The names and values that live in one engine, and the means to run text on them.
 *
 * <p>One thread at a time evaluates and changes a namespace, the engine's evaluation thread. {@link
 * #names()} may be called by any thread at any time, also while a script runs.
 *
 * <p>Interrupting the evaluating thread stops a script within a loop, a method or a closure of its
 * own: {@link #evaluate} then throws a {@link ScriptError} caused by an {@link
 * InterruptedException}. The namespace stays usable.
 */
public interface Namespace extends AutoCloseable {

  /**
   * Runs a text. It is parsed whole first, so a syntax error anywhere runs nothing; it stops at the
   * first statement that fails. Functions, imports and classes it declares are there for the texts
   * that follow.
   *
   * @param text the script
   * @param sourceName what tracebacks call this text, for example {@code In [3]}
   * @throws ScriptError if the text cannot be parsed or a statement throws anything at all,
   *     StackOverflowError and other errors included; only OutOfMemoryError passes through
   */
  Evaluation evaluate(String text, String sourceName) throws ScriptError;

  /**
   * Returns the value of a name.
   *
   * @throws NameError if the name is not defined
   */
  @Nullable Object get(String name);

  /** Binds a name to a value, replacing an earlier one. */
  void put(String name, @Nullable Object value);

  /**
   * Removes a name.
   *
   * @throws NameError if the name is not defined
   */
  void remove(String name);

  /** Returns the defined names in the order of their first definition. Safe for any thread. */
  List<String> names();

  /**
   * Returns what can stand in place of the last word of a text that is being typed: names, or
   * members of what stands before a dot. Nothing of the text is run. Safe for any thread, also
   * while a script runs.
   *
   * @param text the text up to the cursor
   * @return whole words, in alphabetical order; none if nothing is known
   */
  default List<String> complete(String text) {
    return List.of();
  }

  /**
   * Returns a function in the form in which it is bound to a name here: one of this language sees
   * the names of this namespace, one of Java can be called as the language calls functions.
   * Anything else is returned as it is.
   */
  Object attach(Object function);

  /** Returns a function that has been attached here in the form in which it can be sent. */
  @Nullable Object detach(@Nullable Object function);

  /**
   * Returns a value of this language as something that can be called, or null if it cannot.
   *
   * @param value the value, attached if it is a function
   */
  @Nullable ScriptFunction function(@Nullable Object value);

  /**
   * Returns the function that an expression names or makes, for example {@code { x -> x * x }}.
   *
   * @param expression the expression, in the language of this namespace
   * @param sourceName what tracebacks call it
   * @throws ScriptError if the expression cannot be evaluated
   * @throws KernelError if its value is no function
   */
  ScriptFunction functionOf(String expression, String sourceName) throws ScriptError;

  /**
   * Returns what users see of something that was thrown by code of theirs on this namespace.
   *
   * @throws OutOfMemoryError if that is what was thrown
   */
  ScriptError explain(Throwable thrown);

  /** Returns how a prompt shows a value: the language's own literal form, like Python's repr. */
  String display(@Nullable Object value);

  /** Removes all names, functions, imports and classes that texts have declared. */
  void reset();

  /** Frees what the namespace holds; it is not used afterwards. */
  @Override
  void close();
}

package org.multiengine.core.namespace;

import java.util.Map;
import org.multiengine.core.error.KernelError;

/**
 * A language of engines. Implementations are found by {@link java.util.ServiceLoader}; {@link
 * Languages} looks up a language by name.
 *
 * <p>Implementations are safe for use by several threads and may share compiled scripts between
 * their namespaces.
 */
public interface Language {

  /** Returns the name of the language in settings, in lower case. */
  String name();

  /** Returns the name and version of the script engine, for display. */
  String version();

  /**
   * Checks that the language can run on this machine, before any engine is started. The result of
   * {@link #createNamespace(Map)} may still fail.
   *
   * @param options the settings of the language
   * @throws KernelError if it cannot; the text names what was looked for
   */
  default void require(Map<String, String> options) {}

  /**
   * Checks that a text can be parsed, without running it. A language that has no parser in this
   * process accepts every text; its engines report the error.
   *
   * @param text the script
   * @param sourceName the name of the text in errors
   * @throws ScriptError if the text cannot be parsed
   */
  default void check(String text, String sourceName) throws ScriptError {}

  /**
   * Returns the text that runs a file: the text of the file, and a call of its main method if the
   * file has one that running the text would not call.
   *
   * @param text the text of the file
   * @param sourceName the name of the file in errors
   * @throws ScriptError if the text cannot be parsed
   */
  default String toRun(String text, String sourceName) throws ScriptError {
    check(text, sourceName);
    return text;
  }

  /**
   * Returns whether a text is complete, even if it is wrong. An incomplete text is the beginning of
   * a longer one, with an open bracket or a loop without its body. A prompt then asks for another
   * line.
   */
  default boolean isComplete(String text) {
    return true;
  }

  /**
   * Returns the form in which a function of this language can be sent to another namespace. Any
   * other object is returned unchanged.
   */
  default Object detach(Object function) {
    return function;
  }

  /**
   * Removes a class that is no longer used from what this language keeps for all its namespaces. If
   * the class is used all the same, it is kept again.
   */
  default void forget(Class<?> type) {}

  /**
   * Creates an empty namespace.
   *
   * @throws KernelError if the language cannot run in this JVM
   */
  Namespace createNamespace();

  /**
   * Creates an empty namespace.
   *
   * @param options the settings of the language by their names; missing ones have their defaults
   * @throws KernelError if the language cannot run here, or a setting is wrong
   */
  default Namespace createNamespace(Map<String, String> options) {
    return createNamespace();
  }
}

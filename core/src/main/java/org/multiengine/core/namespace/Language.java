package org.multiengine.core.namespace;

import org.multiengine.core.error.KernelError;

/**
 * A language engines can speak. Found by {@link java.util.ServiceLoader}; {@link Languages} looks
 * one up by name.
 *
 * <p>Implementations are safe for use by several threads and may share compiled scripts among the
 * namespaces they make.
 */
public interface Language {

  /** Returns the name by which settings choose this language, in lower case. */
  String name();

  /** Returns the name and version of what runs the scripts, for people. */
  String version();

  /**
   * Checks that a text can be parsed, without running it.
   *
   * @param text the script
   * @param sourceName what the error calls this text
   * @throws ScriptError if it cannot
   */
  void check(String text, String sourceName) throws ScriptError;

  /**
   * Returns whether a text can be run as it stands, be it wrong, or is the beginning of a longer
   * one: an open bracket, a loop without its body. A prompt asks for another line then.
   */
  default boolean isComplete(String text) {
    return true;
  }

  /**
   * Returns a function of this language in the form in which it leaves its namespace, to be sent to
   * another one; anything else as it is.
   */
  default Object detach(Object function) {
    return function;
  }

  /**
   * Makes an empty namespace.
   *
   * @throws KernelError if the language cannot run here
   */
  Namespace createNamespace();
}

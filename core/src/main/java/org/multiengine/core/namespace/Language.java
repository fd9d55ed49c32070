package org.multiengine.core.namespace;

import org.multiengine.core.KernelError;

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
   * Makes an empty namespace.
   *
   * @throws KernelError if the language cannot run here
   */
  Namespace createNamespace();
}

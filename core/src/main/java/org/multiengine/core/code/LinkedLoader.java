package org.multiengine.core.code;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A class loader whose classes refer to classes of other loaders, as the inputs of a prompt refer
 * to the classes of earlier inputs. Engines load each class with the loader that defines it, so
 * that a class is the same one for all inputs.
 *
 * <p>Implementations are subclasses of {@link ClassLoader} and safe for use by several threads.
 */
public interface LinkedLoader {

  /**
   * Returns the other loader that defines a class for this one, or null if this loader defines the
   * class itself or does not know it.
   */
  @Nullable ClassLoader homeOf(String className);

  /** Returns the classes that users have declared and that this loader finds, by name. */
  Map<String, Class<?>> declared();
}

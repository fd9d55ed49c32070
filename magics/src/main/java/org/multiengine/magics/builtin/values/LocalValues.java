package org.multiengine.magics.builtin.values;

import org.multiengine.core.error.NameError;
import org.multiengine.magics.Shell;

/** Values of local names that are sent to engines. */
final class LocalValues {

  private LocalValues() {}

  /**
   * Returns the value of a local name.
   *
   * @throws NameError if the name is not defined, or null
   */
  static Object of(Shell shell, String name) {
    Object value = shell.local(name);
    if (value == null) {
      throw new NameError("there is no local name " + name + ", or it is null");
    }
    return value;
  }
}

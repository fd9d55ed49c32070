package org.multiengine.magics.builtin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The option that gives what is moved another name at its new place. */
final class Renaming {

  private Renaming() {}

  /** Returns the name at the new place. */
  static String name(String name, List<String> names, @Nullable String other) {
    if (other == null) {
      return name;
    }
    if (names.size() > 1) {
      throw new IllegalArgumentException("--as goes with one name; here are " + names);
    }
    return other;
  }
}

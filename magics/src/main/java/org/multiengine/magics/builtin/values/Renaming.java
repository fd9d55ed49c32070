package org.multiengine.magics.builtin.values;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names that change on the way between engines and the prompt. */
final class Renaming {

  private Renaming() {}

  /**
   * Returns the name at the destination.
   *
   * @param name the name at the source
   * @param names all names that are copied
   * @param other the value of {@code --as}, or null
   * @throws IllegalArgumentException if there is another name and more than one name is copied
   */
  static String name(String name, List<String> names, @Nullable String other) {
    if (other == null) {
      return name;
    }
    if (names.size() > 1) {
      throw new IllegalArgumentException("--as takes one name to copy, not " + names);
    }
    return other;
  }
}

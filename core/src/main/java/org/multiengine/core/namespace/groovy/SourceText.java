package org.multiengine.core.namespace.groovy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text under the name its engine ran it.
 *
 * @param scriptClass the class it was compiled to
 * @param name what tracebacks call it, for example {@code In [3]}
 * @param text the text
 */
record SourceText(String scriptClass, String name, String text) {

  /** Returns the file name that the frames of a script's classes carry. */
  static String fileOf(String scriptClass) {
    return scriptClass.substring(scriptClass.lastIndexOf('.') + 1) + ".groovy";
  }

  String file() {
    return fileOf(scriptClass);
  }

  /** Returns a line of the text, counted from 1; null if it has no such line. */
  @Nullable String line(int number) {
    Optional<String> line =
        number < 1 ? Optional.empty() : text.lines().skip(number - 1L).findFirst();
    return line.orElse(null);
  }
}

package org.multiengine.core.namespace.groovy;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text under the name its engine ran it.
 *
 * @param scriptClass the class it was compiled to
 * @param name what tracebacks call it, for example {@code In [3]}
 * @param text the text
 */
record SourceText(String scriptClass, String name, String text) {

  /** How the names of all scripts' classes begin, whichever JVM compiled them. */
  static final String PREFIX = "Script_";

  private static final Pattern SCRIPT_FILE = Pattern.compile(PREFIX + "\\p{XDigit}+_\\d+\\.groovy");

  /** Tells whether a file name is that of a script, of this JVM or another one. */
  static boolean isFileOfScript(@Nullable String file) {
    return file != null && SCRIPT_FILE.matcher(file).matches();
  }

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

package org.multiengine.core.namespace.groovy;

import java.security.SecureRandom;
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
  private static final String PREFIX = "Script_";

  /** Tells this JVM's scripts from those of others, whose errors and functions come here. */
  static final String OWN_PREFIX = PREFIX + Integer.toHexString(new SecureRandom().nextInt()) + "_";

  private static final Pattern SCRIPT_FILE = Pattern.compile(PREFIX + "\\p{XDigit}+_\\d+\\.groovy");

  /** Tells whether a file name is that of a script, of this JVM or another one. */
  static boolean isFileOfScript(@Nullable String file) {
    return file != null && SCRIPT_FILE.matcher(file).matches();
  }

  /** Tells whether a class could only be one of a script that this JVM compiled. */
  static boolean isOwnClass(String className) {
    return className.startsWith(OWN_PREFIX);
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

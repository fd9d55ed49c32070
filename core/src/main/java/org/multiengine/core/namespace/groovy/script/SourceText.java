package org.multiengine.core.namespace.groovy.script;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with the name under which its engine ran it.
 *
 * @param scriptClass the class that the text was compiled to
 * @param name the name of the text in tracebacks, for example {@code In [3]}
 * @param text the text
 */
public record SourceText(String scriptClass, String name, String text) {

  /** The prefix of the names of all scripts' classes, in every JVM. */
  private static final String PREFIX = "Script_";

  /**
   * The prefix of this JVM's scripts. It distinguishes them from scripts of other JVMs, whose
   * errors and functions may arrive here.
   */
  public static final String OWN_PREFIX =
      PREFIX + Integer.toHexString(new SecureRandom().nextInt()) + "_";

  private static final Pattern SCRIPT_FILE = Pattern.compile(PREFIX + "\\p{XDigit}+_\\d+\\.groovy");

  /** A frame of a traceback that names the file of a script: the file, the function, the line. */
  public static final Pattern FRAME =
      Pattern.compile("(?m)^(" + SCRIPT_FILE + ")( in .*\\R----> )(\\d{1,9})$");

  /** Returns whether a file name is that of a script of any JVM. */
  public static boolean isFileOfScript(@Nullable String file) {
    return file != null && SCRIPT_FILE.matcher(file).matches();
  }

  /** Returns whether a class name can only belong to a script that this JVM compiled. */
  public static boolean isOwnClass(String className) {
    return className.startsWith(OWN_PREFIX);
  }

  /** Returns the file name in the stack traces of a script's classes. */
  public static String fileOf(String scriptClass) {
    return scriptClass.substring(scriptClass.lastIndexOf('.') + 1) + ".groovy";
  }

  String file() {
    return fileOf(scriptClass);
  }

  /** Returns a line of the text, counted from 1, or null if there is no such line. */
  @Nullable
  public String line(int number) {
    Optional<String> line =
        number < 1 ? Optional.empty() : text.lines().skip(number - 1L).findFirst();
    return line.orElse(null);
  }
}

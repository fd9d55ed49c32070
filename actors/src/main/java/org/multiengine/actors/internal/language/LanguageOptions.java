package org.multiengine.actors.internal.language;

import com.typesafe.config.Config;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of a language, which the language itself reads: the values below {@code
 * multiengine.languages} and its name. Times, whose names end with {@code -limit} or {@code
 * -grace}, are passed in milliseconds; amounts, whose names begin with {@code max-}, in bytes.
 */
public final class LanguageOptions {

  private static final String LANGUAGES = "languages.";

  private LanguageOptions() {}

  /**
   * Returns the settings of a language by name; empty if it has none.
   *
   * @param multiengine the configuration below {@code multiengine}
   */
  public static Map<String, String> of(Config multiengine, String language) {
    String path = LANGUAGES + language;
    Map<String, String> options = new LinkedHashMap<>();
    if (multiengine.hasPath(path)) {
      Config config = multiengine.getConfig(path);
      config.root().keySet().forEach(name -> options.put(name, text(config, name)));
    }
    return options;
  }

  private static String text(Config config, String name) {
    if (name.endsWith("-limit") || name.endsWith("-grace")) {
      return Long.toString(config.getDuration(name).toMillis());
    }
    return name.startsWith("max-") ? Long.toString(config.getBytes(name)) : config.getString(name);
  }
}

package org.multiengine.client.internal.process;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.multiengine.core.error.KernelError;

/**
 * The numbers of engines by language with which a host starts, as written in settings: {@code
 * python:4,groovy:2}.
 *
 * @param counts the numbers of engines by language, in the order of their start; empty if all have
 *     the language of the setting {@code multiengine.engine.language}
 */
public record EngineMix(Map<String, Integer> counts) {

  /** The setting. */
  public static final String SETTING = "multiengine.host.languages";

  /** Copies the numbers. */
  public EngineMix {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }

  /**
   * Reads numbers of engines.
   *
   * @param text languages with numbers, separated by commas; empty for none
   * @throws KernelError if the text has another form
   */
  public static EngineMix parse(String text) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    if (!text.isBlank()) {
      for (String part : text.split(",", -1)) {
        String[] words = part.strip().split("\\s*:\\s*", -1);
        if (words.length != 2
            || !words[0].matches("\\w+")
            || !words[1].matches("[1-9]\\d{0,8}")
            || counts.put(words[0], Integer.valueOf(words[1])) != null) {
          throw new KernelError(
              "engines of several languages are written like python:4,groovy:2, not '"
                  + text
                  + "'");
        }
      }
    }
    return new EngineMix(counts);
  }

  /** Returns the number of all engines. */
  public int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns the form of settings. */
  @Override
  public String toString() {
    var text = new java.util.StringJoiner(",");
    counts.forEach((language, count) -> text.add(language + ":" + count));
    return text.toString();
  }
}

package org.multiengine.magics.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Suggestions for a name that is not known. */
public final class NearNames {

  private static final int MAX_SUGGESTIONS = 3;
  private static final int MIN_PREFIX_LENGTH = 3;

  private NearNames() {}

  /**
   * Returns a question that suggests the nearest known names, such as {@code ; did you mean
   * execute?}, or an empty text if no name is near.
   */
  public static String question(String name, Collection<String> known) {
    List<String> near = near(name, known);
    return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
  }

  /** Returns the nearest known names, the nearest first. */
  public static List<String> near(String name, Collection<String> known) {
    int limit = Math.max(1, name.length() / 3);
    String given = plain(name);
    return known.stream()
        .filter(each -> distance(given, plain(each)) <= limit || begins(plain(each), given))
        .sorted(
            Comparator.comparingInt((String each) -> distance(given, plain(each)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MAX_SUGGESTIONS)
        .collect(Collectors.toList());
  }

  /** Returns whether a name begins with the given one, if that is long enough to tell. */
  private static boolean begins(String known, String given) {
    return given.length() >= MIN_PREFIX_LENGTH && known.startsWith(given);
  }

  /** Returns a name without underscores, in lower case. */
  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** Returns the Levenshtein distance of two names. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}

package org.multiengine.magics.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds what may have been meant by a name that is not known. */
public final class NearNames {

  private static final int SHOWN = 3;

  private NearNames() {}

  /**
   * Returns a question that names the nearest of the known names, as in {@code ; did you mean
   * execute?}, or nothing if none is near.
   */
  public static String question(String name, Collection<String> known) {
    List<String> near = near(name, known);
    return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
  }

  /** Returns the known names that are near, the nearest first. */
  public static List<String> near(String name, Collection<String> known) {
    int limit = Math.max(1, name.length() / 3);
    String given = plain(name);
    return known.stream()
        .filter(each -> distance(given, plain(each)) <= limit || begins(plain(each), given))
        .sorted(
            Comparator.comparingInt((String each) -> distance(given, plain(each)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(SHOWN)
        .collect(Collectors.toList());
  }

  private static boolean begins(String known, String given) {
    return given.length() >= SHOWN && known.startsWith(given);
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** Levenshtein's distance. */
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

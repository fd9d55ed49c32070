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

  /**
   * Returns the number of letters to insert, delete, replace or exchange with the next one that
   * turn one name into the other.
   */
  private static int distance(String one, String other) {
    int[] beforeLast = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    for (int j = 0; j < last.length; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = last[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(last[j], row[j - 1]) + 1);
        if (isExchanged(one, i, other, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[other.length()];
  }

  private static boolean isExchanged(String one, int i, String other, int j) {
    return i > 1
        && j > 1
        && one.charAt(i - 1) == other.charAt(j - 2)
        && one.charAt(i - 2) == other.charAt(j - 1);
  }
}

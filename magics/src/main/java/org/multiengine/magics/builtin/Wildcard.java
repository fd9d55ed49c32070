package org.multiengine.magics.builtin;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Patterns in which a star stands for any text and a question mark for any character. */
public final class Wildcard {

  private Wildcard() {}

  /** Returns the texts that match a pattern as a whole, or all texts if there is no pattern. */
  public static List<String> filter(List<String> texts, @Nullable String pattern) {
    if (pattern == null) {
      return texts;
    }
    Pattern like = Pattern.compile(expression(pattern), Pattern.DOTALL);
    return texts.stream().filter(text -> like.matcher(text).matches()).toList();
  }

  /** Returns whether a part of a text matches a pattern. */
  public static boolean isWithin(String text, String pattern) {
    return Pattern.compile(expression(pattern), Pattern.DOTALL).matcher(text).find();
  }

  private static String expression(String pattern) {
    var expression = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char character = pattern.charAt(i);
      switch (character) {
        case '*' -> expression.append(".*");
        case '?' -> expression.append('.');
        default -> expression.append(Pattern.quote(String.valueOf(character)));
      }
    }
    return expression.toString();
  }
}

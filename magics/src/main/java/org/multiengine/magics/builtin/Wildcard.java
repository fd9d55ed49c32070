package org.multiengine.magics.builtin;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Patterns in which a star is any text, and a question mark any character. */
final class Wildcard {

  private Wildcard() {}

  /** Returns those texts that are wholly like a pattern; all of them if there is none. */
  static List<String> filter(List<String> texts, @Nullable String pattern) {
    if (pattern == null) {
      return texts;
    }
    Pattern like = Pattern.compile(expression(pattern), Pattern.DOTALL);
    return texts.stream().filter(text -> like.matcher(text).matches()).toList();
  }

  /** Returns whether something within a text is like a pattern. */
  static boolean isWithin(String text, String pattern) {
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

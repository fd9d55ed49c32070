package org.multiengine.magics.builtin.session;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parsing of ranges of inputs, such as {@code 1-3 5 8-}. */
final class Ranges {

  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(-(\\d{1,9})?)?");

  private Ranges() {}

  /**
   * Returns the numbers of ranges, in the order of the ranges.
   *
   * @param texts numbers, and ranges that include both ends; a range without an end, or with an end
   *     behind the last input, extends to the last input
   * @param last the number of the last input; the first is 1
   * @throws IllegalArgumentException if a text is not a range, or its first input does not exist
   */
  static List<Integer> numbers(List<String> texts, int last) {
    List<Integer> numbers = new ArrayList<>();
    for (String text : texts) {
      for (String item : text.strip().split("[,\\s]+", -1)) {
        add(numbers, item, last);
      }
    }
    return numbers;
  }

  private static void add(List<Integer> numbers, String item, int last) {
    Matcher range = RANGE.matcher(item);
    if (!range.matches()) {
      throw new IllegalArgumentException(
          "'" + item + "' is not a range of inputs; write for example 3, 1-3 or 5-");
    }
    int from = Integer.parseInt(range.group(1));
    int to = range.group(2) == null ? from : end(range.group(3), last);
    if (from < 1 || to < from || from > last) {
      throw new IllegalArgumentException(
          "there is no input " + item + (last == 0 ? "; nothing has been typed" : rest(last)));
    }
    for (int number = from; number <= Math.min(to, last); number++) {
      numbers.add(number);
    }
  }

  private static int end(@Nullable String digits, int last) {
    return digits == null ? last : Integer.parseInt(digits);
  }

  private static String rest(int last) {
    return "; the inputs are 1 to " + last;
  }
}

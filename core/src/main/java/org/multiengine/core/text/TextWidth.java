package org.multiengine.core.text;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The widths of texts in columns of a terminal. Characters of Chinese, Japanese and Korean, and
 * emoji, take two columns; combining marks and invisible characters take none.
 */
public final class TextWidth {

  /** The mark at the end of a text that has been cut. */
  public static final String ELLIPSIS = "…";

  /** The characters that a reader sees as one, for example an emoji with its modifiers. */
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  /** The variation selector that turns the character before it into an emoji. */
  private static final int EMOJI_SELECTOR = 0xFE0F;

  /** First and last code points of the ranges whose characters take two columns. */
  private static final int[][] WIDE = {
    {0x1100, 0x115F},
    {0x231A, 0x231B},
    {0x2329, 0x232A},
    {0x23E9, 0x23EC},
    {0x23F0, 0x23F0},
    {0x23F3, 0x23F3},
    {0x25FD, 0x25FE},
    {0x2614, 0x2615},
    {0x2648, 0x2653},
    {0x267F, 0x267F},
    {0x2693, 0x2693},
    {0x26A1, 0x26A1},
    {0x26AA, 0x26AB},
    {0x26BD, 0x26BE},
    {0x26C4, 0x26C5},
    {0x26CE, 0x26CE},
    {0x26D4, 0x26D4},
    {0x26EA, 0x26EA},
    {0x26F2, 0x26F3},
    {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},
    {0x26FD, 0x26FD},
    {0x2705, 0x2705},
    {0x270A, 0x270B},
    {0x2728, 0x2728},
    {0x274C, 0x274C},
    {0x274E, 0x274E},
    {0x2753, 0x2755},
    {0x2757, 0x2757},
    {0x2795, 0x2797},
    {0x27B0, 0x27B0},
    {0x27BF, 0x27BF},
    {0x2B1B, 0x2B1C},
    {0x2B50, 0x2B50},
    {0x2B55, 0x2B55},
    {0x2E80, 0x303E},
    {0x3041, 0x33FF},
    {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF},
    {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE10, 0xFE19},
    {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x16FE0, 0x18AFF},
    {0x1B000, 0x1B2FF},
    {0x1F004, 0x1F004},
    {0x1F0CF, 0x1F0CF},
    {0x1F18E, 0x1F18E},
    {0x1F191, 0x1F19A},
    {0x1F1E6, 0x1F1FF},
    {0x1F200, 0x1F320},
    {0x1F32D, 0x1F335},
    {0x1F337, 0x1F37C},
    {0x1F37E, 0x1F393},
    {0x1F3A0, 0x1F3CA},
    {0x1F3CF, 0x1F3D3},
    {0x1F3E0, 0x1F3F0},
    {0x1F3F4, 0x1F3F4},
    {0x1F3F8, 0x1F43E},
    {0x1F440, 0x1F440},
    {0x1F442, 0x1F4FC},
    {0x1F4FF, 0x1F53D},
    {0x1F54B, 0x1F54E},
    {0x1F550, 0x1F567},
    {0x1F57A, 0x1F57A},
    {0x1F595, 0x1F596},
    {0x1F5A4, 0x1F5A4},
    {0x1F5FB, 0x1F64F},
    {0x1F680, 0x1F6C5},
    {0x1F6CC, 0x1F6CC},
    {0x1F6D0, 0x1F6D2},
    {0x1F6D5, 0x1F6DF},
    {0x1F6EB, 0x1F6EC},
    {0x1F6F4, 0x1F6FC},
    {0x1F7E0, 0x1F7EB},
    {0x1F7F0, 0x1F7F0},
    {0x1F90C, 0x1F93A},
    {0x1F93C, 0x1F945},
    {0x1F947, 0x1F9FF},
    {0x1FA70, 0x1FAFF},
    {0x20000, 0x3FFFD}
  };

  private TextWidth() {}

  /** Returns the number of columns of a text without line breaks. */
  public static int of(String text) {
    int ascii = 0;
    while (ascii < text.length() && text.charAt(ascii) >= ' ' && text.charAt(ascii) < 0x7f) {
      ascii++;
    }
    return ascii == text.length()
        ? ascii
        : CLUSTER.matcher(text).results().mapToInt(found -> ofCluster(found.group())).sum();
  }

  private static int ofCluster(String cluster) {
    int first = cluster.codePointAt(0);
    boolean emoji = cluster.indexOf(EMOJI_SELECTOR) > 0;
    return emoji ? 2 : ofCodePoint(first);
  }

  private static int ofCodePoint(int point) {
    switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT,
          Character.CONTROL -> {
        return 0;
      }
      default -> {
        return isWide(point) ? 2 : 1;
      }
    }
  }

  private static boolean isWide(int point) {
    int low = 0;
    int high = WIDE.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (point < WIDE[middle][0]) {
        high = middle - 1;
      } else if (point > WIDE[middle][1]) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  /** Returns a text cut to a number of columns, with an ellipsis at its end if it was wider. */
  public static String cut(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    var shown = new StringBuilder();
    int width = 0;
    for (MatchResult found : CLUSTER.matcher(text).results().toList()) {
      width += ofCluster(found.group());
      if (width > columns - 1) {
        break;
      }
      shown.append(found.group());
    }
    return shown.append(columns > 0 ? ELLIPSIS : "").toString();
  }

  /** Returns a text with spaces behind it, so that it takes a number of columns. */
  public static String padded(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }

  /** Returns a text with spaces before it, so that it takes a number of columns. */
  public static String paddedLeft(String text, int columns) {
    return " ".repeat(Math.max(0, columns - of(text))) + text;
  }
}

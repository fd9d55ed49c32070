package org.multiengine.magics.jupyter.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A position in the code of a request. Jupyter counts code points, Java UTF-16 units.
 *
 * @param code the code
 * @param offset the position in UTF-16 units
 */
record TextPosition(String code, int offset) {

  /** Returns the position of the cursor in a request. It is the end of the code by default. */
  static TextPosition of(ObjectNode content) {
    String code = content.path("code").asText();
    int points = code.codePointCount(0, code.length());
    int wanted = content.path("cursor_pos").asInt(points);
    int cursor = Math.max(0, Math.min(points, wanted));
    return new TextPosition(code, code.offsetByCodePoints(0, cursor));
  }

  /** Returns the code before the position. */
  String before() {
    return code.substring(0, offset);
  }

  /** Returns the number of code points before the position. */
  int points() {
    return points(before());
  }

  /** Returns the number of code points of a text. */
  static int points(String text) {
    return text.codePointCount(0, text.length());
  }

  /**
   * Returns the name at the position, with the names before its dots and the percent signs of a
   * magic. Behind an open bracket, it is the name before the bracket.
   */
  String nameAround() {
    int end = offset;
    if (end > 0 && code.charAt(end - 1) == '(') {
      end--;
    } else {
      while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
        end++;
      }
    }
    int start = end;
    while (start > 0 && isOfName(code.charAt(start - 1))) {
      start--;
    }
    while (start > 0 && code.charAt(start - 1) == '%') {
      start--;
    }
    return code.substring(start, end);
  }

  private static boolean isOfName(char character) {
    return character == '.' || Character.isJavaIdentifierPart(character);
  }
}

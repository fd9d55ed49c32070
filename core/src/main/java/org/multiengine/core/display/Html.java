package org.multiengine.core.display;

/** Texts in HTML. */
public final class Html {

  private Html() {}

  /** Returns a text in which the characters with a meaning in HTML are escaped. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

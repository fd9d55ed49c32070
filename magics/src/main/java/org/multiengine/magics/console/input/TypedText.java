package org.multiengine.magics.console.input;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an input before the cursor, parsed for completion.
 *
 * @param kind the kind of the last word
 * @param magic the magic to which the word belongs; empty for a script
 * @param before the text between the magic's name, or the start of the script, and the last word
 * @param word the last word
 */
public record TypedText(Kind kind, String magic, String before, String word) {

  private static final Pattern NAME = Pattern.compile("\\A\\s*(%{1,2}\\w*)\\Z");
  private static final Pattern USE =
      Pattern.compile("\\A\\s*%{0,2}(\\w+)\\s(.*)\\Z", Pattern.DOTALL);
  private static final Pattern LAST_IDENTIFIER = Pattern.compile("[\\w$]*\\Z");
  private static final Pattern LAST_ARGUMENT = Pattern.compile("\\S*\\Z");

  /** The kind of a word. */
  public enum Kind {
    /** The name of a magic, with its percent signs. */
    MAGIC,
    /** An option of a magic. */
    OPTION,
    /** A word after the options of a magic. */
    ARGUMENT,
    /** A word of a script. */
    SCRIPT
  }

  /** Parses the text before the cursor. */
  public static TypedText of(String text, InputGrammar grammar) {
    Matcher name = NAME.matcher(text);
    if (name.matches()) {
      return new TypedText(Kind.MAGIC, "", "", name.group(1));
    }
    Matcher use = USE.matcher(text);
    if (use.matches() && grammar.parse(text + "x") instanceof Input.MagicUse known) {
      return ofMagic(known.name(), use.group(2), grammar.takesCode(known.name()));
    }
    String word = last(LAST_IDENTIFIER, text);
    return new TypedText(Kind.SCRIPT, "", before(text, word), word);
  }

  private static TypedText ofMagic(String magic, String rest, boolean code) {
    String argument = last(LAST_ARGUMENT, rest);
    if (argument.startsWith("-")) {
      return new TypedText(Kind.OPTION, magic, before(rest, argument), argument);
    }
    String word = code ? last(LAST_IDENTIFIER, rest) : argument;
    return new TypedText(Kind.ARGUMENT, magic, before(rest, word), word);
  }

  private static String before(String text, String word) {
    return text.substring(0, text.length() - word.length());
  }

  private static String last(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group() : "";
  }
}

package org.multiengine.magics.console.input;

import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.multiengine.core.namespace.Language;
import org.multiengine.magics.Magics;

/**
 * The grammar of inputs: scripts, magics and questions. The percent sign of a magic may be left out
 * if nothing else can be meant, which is so if its name is not a local name and the text after it
 * does not make an expression of it, as {@code =} and {@code (} would.
 */
public final class InputGrammar {

  private static final Pattern WORD =
      Pattern.compile("\\A\\s*([A-Za-z_]\\w*)(\\s.*)?\\Z", Pattern.DOTALL);
  private static final Pattern MAGIC = Pattern.compile("\\A\\s*(%%?)(\\w*)(.*)\\Z", Pattern.DOTALL);
  private static final String SHELL_MAGIC = "sh";

  /** A command of the shell: an exclamation mark, and text that begins with a word or a path. */
  private static final Pattern COMMAND =
      Pattern.compile("\\A\\s*!\\s*(([\\w./~-]+).*)\\Z", Pattern.DOTALL);

  private static final Pattern ENDING = Pattern.compile("\\s*(exit|quit)\\s*\\(\\s*\\)\\s*;?\\s*");
  private static final Pattern QUESTION =
      Pattern.compile("\\s*(?:\\?{1,2}\\s*([%\\w.$]+)|([%\\w.$]+)\\s*\\?{1,2}|(\\?{1,2}))\\s*");

  /** The beginning of a text that makes an expression of the word before it. */
  private static final Pattern OPERATOR =
      Pattern.compile(
          "\\A\\s+(=|[-+*/%&|^<>!]=|[<>]|<<|\\?|\\*|/|instanceof\\b|in\\b|as\\b).*",
          Pattern.DOTALL);

  private final Magics magics;
  private final Predicate<String> isLocal;
  private final Language language;
  private final Supplier<Language> ofEngines;
  private final BooleanSupplier allToEngines;

  /**
   * Creates a grammar for engines of the same language as the prompt.
   *
   * @param magics the magics; inputs of magics that take code may have several lines
   * @param isLocal returns whether a local name is bound
   * @param language the language of scripts
   */
  public InputGrammar(Magics magics, Predicate<String> isLocal, Language language) {
    this(magics, isLocal, language, () -> language, () -> false);
  }

  /**
   * Creates a grammar.
   *
   * @param magics the magics; inputs of magics that take code may have several lines
   * @param isLocal returns whether a local name is bound
   * @param language the language of scripts
   * @param ofEngines returns the language of the engines
   * @param allToEngines returns whether inputs without a percent sign run on the engines
   */
  public InputGrammar(
      Magics magics,
      Predicate<String> isLocal,
      Language language,
      Supplier<Language> ofEngines,
      BooleanSupplier allToEngines) {
    this.magics = magics;
    this.isLocal = isLocal;
    this.language = language;
    this.ofEngines = ofEngines;
    this.allToEngines = allToEngines;
  }

  /** Returns the meaning of a whole input. */
  public Input parse(String typed) {
    String text = typed.stripTrailing();
    if (text.isBlank()) {
      return new Input.Nothing();
    }
    Matcher question = QUESTION.matcher(text);
    if (question.matches()) {
      return new Input.Question(subject(question));
    }
    Matcher magic = MAGIC.matcher(text);
    if (magic.matches()) {
      return magic.group(1).length() == 2
          ? cell(magic)
          : new Input.MagicUse(magic.group(2), magic.group(3).strip(), "", false);
    }
    Matcher command = COMMAND.matcher(text);
    if (command.matches() && !isNegation(command.group(2))) {
      return new Input.MagicUse(SHELL_MAGIC, command.group(1).strip(), "", false);
    }
    Matcher ending = ENDING.matcher(text);
    if (ending.matches()) {
      return new Input.MagicUse(ending.group(1), "", "", false);
    }
    return isPlainMagic(text) ? plain(text) : new Input.Script(text);
  }

  /** Returns whether a word behind an exclamation mark makes it the operator of a script. */
  private boolean isNegation(String word) {
    return word.equals("true") || word.equals("false") || isLocal.test(word);
  }

  private static String subject(Matcher question) {
    for (int group = 1; group <= 2; group++) {
      if (question.group(group) != null) {
        return question.group(group);
      }
    }
    return "";
  }

  private static Input cell(Matcher magic) {
    String[] parts = magic.group(3).split("\n", 2);
    return new Input.MagicUse(
        magic.group(2), parts[0].strip(), parts.length > 1 ? parts[1] : "", true);
  }

  private boolean isPlainMagic(String text) {
    Matcher word = WORD.matcher(text);
    if (!word.matches()
        || !magics.types().containsKey(word.group(1))
        || isLocal.test(word.group(1))) {
      return false;
    }
    String rest = word.group(2);
    return rest == null || !OPERATOR.matcher(rest).matches();
  }

  private static Input plain(String text) {
    String[] parts = text.strip().split("\\s", 2);
    return new Input.MagicUse(parts[0], parts.length > 1 ? parts[1].strip() : "", "", false);
  }

  /** Returns whether an input is whole. Otherwise the prompt asks for another line. */
  public boolean isComplete(String typed) {
    Input input = parse(typed);
    if (allToEngines.getAsBoolean() && !typed.stripLeading().startsWith("%")) {
      return input instanceof Input.Question || ofEngines.get().isComplete(typed);
    }
    if (input instanceof Input.Script script) {
      return language.isComplete(script.text());
    }
    if (input instanceof Input.MagicUse use) {
      if (use.name().equals(SHELL_MAGIC) && !use.cell()) {
        return true;
      }
      if (use.cell()) {
        return endsInEmptyLine(typed);
      }
      String code = magics.code(use.name(), use.line());
      return ofEngines.get().isComplete(endsInEmptyLine(typed) ? code + "\n" : code);
    }
    return true;
  }

  /** Returns whether the last line is empty, which ends the lines below {@code %%}. */
  private static boolean endsInEmptyLine(String typed) {
    int end = typed.lastIndexOf('\n');
    return end >= 0 && typed.substring(end + 1).isBlank();
  }

  /** Returns whether a magic takes code. */
  boolean takesCode(String magic) {
    return magics.takingCode().contains(magic);
  }
}

package org.multiengine.magics.console;

import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells JLine whether an input is whole, and which word of it is completed. */
final class InputParser implements Parser {

  private final InputGrammar grammar;

  InputParser(InputGrammar grammar) {
    this.grammar = grammar;
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE && !grammar.isComplete(line)) {
      throw new EOFError(-1, -1, "the input goes on");
    }
    String word = TypedText.of(line.substring(0, cursor), grammar).word();
    return new TypedLine(line, cursor, word);
  }

  /** Groovy's escapes are part of the input. */
  @Override
  public boolean isEscapeChar(char character) {
    return false;
  }
}

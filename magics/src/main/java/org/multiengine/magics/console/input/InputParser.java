package org.multiengine.magics.console.input;

import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * The parser of the line reader: checks whether an input is whole, and finds the word to complete.
 */
public final class InputParser implements Parser {

  private final InputGrammar grammar;

  public InputParser(InputGrammar grammar) {
    this.grammar = grammar;
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE && !grammar.isComplete(line)) {
      throw new EOFError(-1, -1, "the input is not complete");
    }
    String word = TypedText.of(line.substring(0, cursor), grammar).word();
    return new TypedLine(line, cursor, word);
  }

  /** Returns false, because Groovy's escapes are part of the input. */
  @Override
  public boolean isEscapeChar(char character) {
    return false;
  }
}

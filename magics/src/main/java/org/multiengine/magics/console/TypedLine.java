package org.multiengine.magics.console;

import java.util.List;
import org.jline.reader.CompletingParsedLine;

/** An input of which only the word at the cursor counts; nothing in it is escaped. */
record TypedLine(String line, int cursor, String word) implements CompletingParsedLine {

  @Override
  public int wordCursor() {
    return word.length();
  }

  @Override
  public int wordIndex() {
    return 0;
  }

  @Override
  public List<String> words() {
    return List.of(word);
  }

  @Override
  public CharSequence escape(CharSequence candidate, boolean complete) {
    return candidate;
  }

  @Override
  public int rawWordCursor() {
    return word.length();
  }

  @Override
  public int rawWordLength() {
    return word.length();
  }
}

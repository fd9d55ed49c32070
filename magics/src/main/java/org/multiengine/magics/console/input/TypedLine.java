package org.multiengine.magics.console.input;

import java.util.List;
import org.jline.reader.CompletingParsedLine;

/** An input whose only word is the one at the cursor. The input has no escapes. */
public record TypedLine(String line, int cursor, String word) implements CompletingParsedLine {

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

package org.multiengine.magics.console;

import org.jline.builtins.SyntaxHighlighter;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/** Colours inputs by the rules in {@code groovy.nanorc}, which are read at the first use. */
final class ScriptHighlighter implements Highlighter {

  private static final String RULES = "classpath:/org/multiengine/magics/console/groovy.nanorc";

  private @Nullable SyntaxHighlighter rules;

  @Override
  public AttributedString highlight(LineReader reader, String typed) {
    SyntaxHighlighter known = rules;
    if (known == null) {
      known = SyntaxHighlighter.build(RULES);
      rules = known;
    }
    return known.highlight(typed);
  }
}

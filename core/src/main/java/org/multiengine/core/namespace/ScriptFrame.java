package org.multiengine.core.namespace;

import org.jspecify.annotations.Nullable;

/**
 * One call in the traceback of a script.
 *
 * @param source the name of the text or file, for example {@code In [3]} or {@code Math.java}
 * @param line the line number from 1, or 0 if not known
 * @param function the function that contains the line; {@code <module>} for the text itself; empty
 *     if this is a remark, for example about omitted frames
 * @param text the line itself, or null if not known
 */
public record ScriptFrame(String source, int line, String function, @Nullable String text) {

  /** Creates a remark between frames. */
  public static ScriptFrame remark(String words) {
    return new ScriptFrame(words, 0, "", null);
  }
}

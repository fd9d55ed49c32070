package org.multiengine.core.namespace;

import org.jspecify.annotations.Nullable;

/**
 * One line of a script's traceback.
 *
 * @param source what the text or file is called, for example {@code In [3]} or {@code Math.java}
 * @param line the line in it from 1, or 0 if not known
 * @param function the function the line is in; {@code <module>} for the text itself; empty if this
 *     is a remark, as on frames left out
 * @param text the line itself where it is known
 */
public record ScriptFrame(String source, int line, String function, @Nullable String text) {

  /** Makes a remark that stands among the frames. */
  public static ScriptFrame remark(String words) {
    return new ScriptFrame(words, 0, "", null);
  }
}

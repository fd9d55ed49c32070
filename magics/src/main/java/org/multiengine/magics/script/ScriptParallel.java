package org.multiengine.magics.script;

import org.jspecify.annotations.Nullable;

/**
 * Makes parallel functions of plain ones, as IPython's decorator does (reference, 10.3): {@code f =
 * mec.parallel { 10.0 * it**4 }}, or {@code parallel = mec.parallel(dist: 'r'); f = parallel { it +
 * 1 }}.
 *
 * @param mapper what maps
 */
public record ScriptParallel(ScriptMapper mapper) {

  /** Returns the parallel form of a function. */
  public Function call(Object function) {
    return new Function(mapper, function);
  }

  /**
   * A function on sequences that applies another one to their elements on the engines.
   *
   * @param mapper what maps
   * @param function what is applied
   */
  public record Function(ScriptMapper mapper, Object function) {

    /** Returns the results in the order of the elements. */
    public @Nullable Object call(Object... sequences) {
      return mapper.map(function, sequences);
    }

    /** Returns what it is. */
    @Override
    public String toString() {
      return "<parallel function on " + mapper.getTargets() + ">";
    }
  }

  /** Returns what it is. */
  @Override
  public String toString() {
    return "<parallel on " + mapper.getTargets() + ">";
  }
}
